using ZkmlGen.Algebra;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>
/// The challenges of docs/protocol.md, section 5; each is set when the step before it was absorbed. Tests of soundness derive from it, to predict a challenge
/// or to leave a relation out; nothing else does.
/// </summary>
internal class Challenges(KeccakTranscript transcript)
{
    public Fr B { get; protected set; }
    public Fr G { get; protected set; }
    public Fr Theta { get; protected set; }
    public Fr Y { get; protected set; }
    public Fr Kappa { get; protected set; }
    public Fr Alpha { get; protected set; }
    public Fr Zeta { get; protected set; }
    public Fr Nu { get; protected set; }
    public Fr Xi { get; protected set; }

    /// <summary>Absorbs the bytes of a step and draws the challenges that follow it.</summary>
    public virtual void Absorb(int step, ReadOnlySpan<byte> message)
    {
        transcript.Absorb(step, message);
        switch (step)
        {
            case 1:
                (B, G, Theta) = (transcript.Challenge(0), transcript.Challenge(1), transcript.Challenge(2));
                break;
            case 2:
                (Y, Kappa) = (transcript.Challenge(0), transcript.Challenge(1));
                break;
            case 3:
                Alpha = transcript.Challenge(0);
                break;
            case 4:
                Zeta = transcript.Challenge(0);
                break;
            case 5:
                Nu = transcript.Challenge(0);
                break;
            case 6:
                Xi = transcript.Challenge(0);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(step));
        }
    }

    /// <summary>What the constraints of step 4 take; claim is c' + d.</summary>
    public virtual ConstraintChallenges Constraints(CircuitDescription circuit, in Fr claim) => ConstraintParameters.Create(circuit, this, claim);

    /// <summary>The weights of the claims of step 6: nu^0 .. nu^(count-1).</summary>
    public virtual Fr[] ClaimWeights(int count) => ConstraintParameters.Powers(Nu, count);
}
