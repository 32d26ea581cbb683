namespace ZkmlGen.Solidity.Geometry;

/// <summary>Sums 1 + g + ... + g^(count-1) by doubling, without an inversion; shared by all that have the same ratio.</summary>
internal sealed class GeometricSums(FieldProgram program)
{
    private readonly Dictionary<int, (PowerChain Powers, Dictionary<int, int> Sums)> ratios = [];

    /// <summary>The sum of the first count powers of a ratio.</summary>
    public int Sum(int ratio, int count)
    {
        if (!ratios.TryGetValue(ratio, out var known))
        {
            ratios[ratio] = known = (new PowerChain(program, ratio, $"({program.NameOf(ratio)})"), new() { [1] = program.Constant(1) });
        }
        return Sum(known.Powers, known.Sums, count);
    }

    private int Sum(PowerChain powers, Dictionary<int, int> sums, int count)
    {
        if (sums.TryGetValue(count, out var sum)) return sum;
        var one = program.Constant(1);
        sum = count % 2 == 0 && !sums.ContainsKey(count - 1)
            ? program.Multiply(Sum(powers, sums, count / 2), program.Add(one, powers.Power(count / 2)))
            : program.Add(one, program.Multiply(powers.Power(1), Sum(powers, sums, count - 1)));
        sums.Add(count, sum);
        return sum;
    }
}
