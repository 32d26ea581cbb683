using System.Numerics;

namespace ZkmlGen.Solidity.Geometry;

/// <summary>Powers of one value, each made of earlier ones by as few products as a greedy choice finds.</summary>
internal sealed class PowerChain(FieldProgram program, int value, string name)
{
    private readonly SortedDictionary<int, int> known = new() { [0] = program.Constant(1), [1] = value };

    /// <summary>value^exponent.</summary>
    public int Power(int exponent)
    {
        if (known.TryGetValue(exponent, out var node)) return node;
        var part = Split(exponent);
        node = program.Name(program.Multiply(Power(part), Power(exponent - part)), $"{name}^{exponent}");
        known.Add(exponent, node);
        return node;
    }

    /// <summary>Makes several powers, small ones first: they help with the larger ones.</summary>
    public void Prepare(IEnumerable<int> exponents)
    {
        foreach (var exponent in exponents.Order()) Power(exponent);
    }

    /// <summary>The part, known or a power of two, that leaves the rest that is cheapest.</summary>
    private int Split(int exponent)
    {
        if (BitOperations.IsPow2(exponent)) return exponent / 2;
        var best = 1 << BitOperations.Log2((uint)exponent);
        var cost = Cost(exponent - best) + 1;
        foreach (var part in known.Keys)
        {
            if (part == 0 || part >= exponent || Cost(exponent - part) >= cost) continue;
            (best, cost) = (part, Cost(exponent - part));
        }
        return best;
    }

    /// <summary>About how many products a power takes.</summary>
    private int Cost(int exponent) => known.ContainsKey(exponent) ? 0 : BitOperations.PopCount((uint)exponent);
}
