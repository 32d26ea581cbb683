using System.Numerics;
using ZkmlGen.Circuit;

namespace ZkmlGen.Solidity.Tests.Reference;

/// <summary>The challenges of section 5.</summary>
internal sealed record ReferenceChallenges(
    BigInteger B, BigInteger G, BigInteger Theta, BigInteger Y, BigInteger Kappa, BigInteger Alpha, BigInteger Zeta, BigInteger Nu, BigInteger Xi);

/// <summary>The constraints of step 4 at one point, columns by name; a column that is not there is 0. "A'" is A at the next row.</summary>
internal sealed class Constraints(CircuitDescription circuit, ReferenceChallenges ch, BigInteger claim)
{
    private readonly int w = circuit.Size.Lanes;
    private readonly BigInteger unit = Field.Inverse(BigInteger.One << circuit.Ranges.RemainderBits);
    private readonly BigInteger remainderTag = circuit.Ranges.Tag(circuit.Ranges.RemainderBits);

    /// <summary>sum alpha^j constraint_j.</summary>
    public BigInteger Combined(IReadOnlyDictionary<string, BigInteger> columns)
    {
        BigInteger sum = 0, power = 1;
        foreach (var constraint in All(name => columns.GetValueOrDefault(name)))
        {
            sum = Field.Reduce(sum + power * Field.Reduce(constraint));
            power = Field.Reduce(power * ch.Alpha);
        }
        return sum;
    }

    private IEnumerable<BigInteger> All(Func<string, BigInteger> v)
    {
        var lanes = Enumerable.Range(0, w).ToArray();
        var (on, end, q) = (v("on"), v("end"), v("q"));
        BigInteger Rounded(int c) => v($"y{c}") + v($"n{c}") + unit * v($"r{c}") - Field.Inverse(2);
        BigInteger F1(int c) => v("tag") + ch.Theta * (v($"y{c}") + v($"n{c}"));
        BigInteger F2(int c) => remainderTag + ch.Theta * v($"r{c}");
        BigInteger Sum(Func<int, BigInteger> term) => lanes.Aggregate(BigInteger.Zero, (sum, c) => sum + Field.Reduce(term(c)));

        foreach (var c in lanes) yield return (on - q) * v($"y{c}") * v($"n{c}") + q * v($"n{c}") * v($"n{c}") - v("D") * Rounded(c);
        foreach (var c in lanes) yield return v("V") * (v($"h{c}") * (ch.G + F1(c)) % Field.R * (ch.G + F2(c)) - (2 * ch.G + F1(c) + F2(c)));
        yield return on * (v("hT") * (ch.G + v("Ttag") + ch.Theta * v("Tval")) - v("mult"));
        yield return (on + end) * v("A") - on * (Field.Power(ch.B, w) * v("A'") + v("PI"))
            - Sum(c => Field.Power(ch.B, c) * (v("P") * (v($"y{c}") - v($"n{c}") + unit * v($"r{c}")) + q * v($"n{c}")));
        yield return (on + end) * v("Z") - on * (Field.Power(ch.Y, w) * v("Z'") + Sum(c => Field.Power(ch.Y, c) * v($"U{c}")));
        yield return (on + end) * v("Q")
            - on * (v("Q'") + Sum(c => (v($"y{c}") + v("lo")) * v($"U{c}")) + ch.Kappa * ch.Kappa * (Sum(c => v($"h{c}")) - v("hT")))
            - q * Sum(c => v($"n{c}") * v($"U{c}"));
        yield return v("last") * (v("Q'") - v("A'") - ch.Kappa * (ch.Y * v("Z'") + v("U0") - claim));
    }
}
