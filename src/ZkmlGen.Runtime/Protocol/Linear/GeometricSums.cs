using System.Globalization;
using System.Numerics;
using ZkmlGen.Algebra;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>e(x) and d of docs/protocol.md, section 3, in closed form, from a circuit description (Check 4).</summary>
internal sealed class GeometricSums(Fr b, Fr y, Fr x)
{
    private readonly SignedPowers b = new(b), y = new(y), x = new(x);
    private readonly Dictionary<(int, int, int, int), Fr> series = [];

    /// <summary>e(x).</summary>
    public static Fr Geometry(CircuitDescription circuit, in Fr b, in Fr y, in Fr x)
    {
        var sums = new GeometricSums(b, y, x);
        var total = Fr.Zero;
        foreach (var map in circuit.TileMaps) total += Fr.FromInt64(map.Value) * sums.Sum(map.Placement);
        return total;
    }

    /// <summary>e_C(x) of each commitment.</summary>
    public static Fr[] Committed(CircuitDescription circuit, in Fr b, in Fr y, in Fr x)
    {
        var groups = circuit.Commitments;
        var sums = new Fr[groups.Count];
        for (var i = 0; i < sums.Length; i++)
        {
            var (address, count, step) = groups[i];
            sums[i] = -y * b.Pow((ulong)address) * Series(b.Pow((ulong)step) * x, count);
        }
        return sums;
    }

    /// <summary>d.</summary>
    public static Fr PublicMaps(CircuitDescription circuit, in Fr b, in Fr y)
    {
        var sums = new GeometricSums(b, y, Fr.One);
        var total = Fr.Zero;
        foreach (var map in circuit.PublicMaps)
        {
            total += Fr.FromBigInteger(BigInteger.Parse(map.Value, CultureInfo.InvariantCulture)) * sums.Sum(map.Placement);
        }
        return total;
    }

    /// <summary>The sum of b^output y^(input + 1) x^tile over a placement.</summary>
    private Fr Sum(Placement placement)
    {
        var product = Monomial(placement.Output, placement.Input + 1, placement.Tile);
        foreach (var factor in placement.Factors)
        {
            var sum = Fr.Zero;
            foreach (var run in factor.Runs)
            {
                sum += Monomial(run.Output, run.Input, run.Tile) * Series(run);
            }
            product *= sum;
        }
        return product;
    }

    /// <summary>The series of a run without its start; neighbouring runs have the same steps.</summary>
    private Fr Series(in Run run)
    {
        if (run.Count == 1) return Fr.One;
        var key = (run.OutputStep, run.InputStep, run.TileStep, run.Count);
        if (!series.TryGetValue(key, out var sum)) series[key] = sum = Series(Monomial(run.OutputStep, run.InputStep, run.TileStep), run.Count);
        return sum;
    }

    private Fr Monomial(int output, int input, int tile) => b[output] * y[input] * x[tile];

    /// <summary>1 + ratio + ... + ratio^(count-1) by doubling: ratio may be 1.</summary>
    internal static Fr Series(in Fr ratio, int count)
    {
        Fr total = Fr.Zero, step = Fr.One;
        for (var bit = 31 - BitOperations.LeadingZeroCount((uint)count); bit >= 0; bit--)
        {
            total *= Fr.One + step;
            step *= step;
            if ((count >> bit & 1) == 0) continue;
            total = total * ratio + Fr.One;
            step *= ratio;
        }
        return total;
    }

    /// <summary>Powers with exponents of any sign (an offset inside a factor may point backwards), as products of squarings that they share.</summary>
    private sealed class SignedPowers(Fr value)
    {
        private readonly Fr[] squares = Squares(value);
        private Fr[]? inverses;

        public Fr this[int exponent] => exponent >= 0 ? Power(squares, (uint)exponent) : Power(inverses ??= Squares(value.Inverse()), (uint)-(long)exponent);

        private static Fr Power(Fr[] squares, uint exponent)
        {
            var power = Fr.One;
            for (; exponent != 0; exponent &= exponent - 1) power *= squares[BitOperations.TrailingZeroCount(exponent)];
            return power;
        }

        /// <summary>value^(2^i).</summary>
        private static Fr[] Squares(in Fr value)
        {
            var squares = new Fr[32];
            squares[0] = value;
            for (var i = 1; i < squares.Length; i++) Fr.Square(squares[i - 1], out squares[i]);
            return squares;
        }
    }
}
