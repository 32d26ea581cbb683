using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>The challenges of docs/protocol.md, section 5; each is set when the step before it was absorbed.</summary>
internal sealed class Challenges(KeccakTranscript transcript)
{
    public Fr B { get; private set; }
    public Fr G { get; private set; }
    public Fr Theta { get; private set; }
    public Fr Y { get; private set; }
    public Fr Kappa { get; private set; }
    public Fr Alpha { get; private set; }
    public Fr Zeta { get; private set; }
    public Fr Nu { get; private set; }
    public Fr Xi { get; private set; }

    /// <summary>Absorbs the bytes of a step and draws the challenges that follow it.</summary>
    public void Absorb(int step, ReadOnlySpan<byte> message)
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
}
