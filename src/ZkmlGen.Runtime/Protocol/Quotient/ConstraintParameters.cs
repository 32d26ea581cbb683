using ZkmlGen.Algebra;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>Challenges and derived values in the form in which the constraints of step 4 take them.</summary>
internal static class ConstraintParameters
{
    /// <summary>claim is c' + d.</summary>
    public static ConstraintChallenges Create(CircuitDescription circuit, Challenges challenges, in Fr claim)
    {
        var lanes = circuit.Size.Lanes;
        return new ConstraintChallenges(
            challenges.B, challenges.G, challenges.Theta, challenges.Y, challenges.Kappa,
            Powers(challenges.B, lanes + 1), Powers(challenges.Y, lanes + 1), Powers(challenges.Alpha, 2 * lanes + 5),
            Fr.FromInt64(circuit.Ranges.Tag(circuit.Ranges.RemainderBits)),
            Fr.FromInt64(1L << circuit.Ranges.RemainderBits).Inverse(),
            claim);
    }

    /// <summary>x^0 .. x^(count-1).</summary>
    public static Fr[] Powers(in Fr x, int count)
    {
        var powers = new Fr[count];
        powers[0] = Fr.One;
        for (var i = 1; i < count; i++) powers[i] = powers[i - 1] * x;
        return powers;
    }
}
