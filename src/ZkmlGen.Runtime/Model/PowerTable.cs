using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>Powers of one element for exponents below 2^24 times a small factor: two tables, one product a power.</summary>
public sealed class PowerTable
{
    private const int LowBits = 12;
    private readonly Fr[] low = new Fr[1 << LowBits];
    private readonly Fr[] high;

    /// <summary>Powers base^0 .. base^maximum.</summary>
    public PowerTable(in Fr value, int maximum)
    {
        high = new Fr[(maximum >> LowBits) + 1];
        Reset(value);
    }

    /// <summary>The element.</summary>
    public Fr Base { get; private set; }

    /// <summary>base^exponent.</summary>
    public Fr this[int exponent] => exponent < low.Length ? low[exponent] : low[exponent & (low.Length - 1)] * high[exponent >> LowBits];

    /// <summary>Turns the table into that of another element.</summary>
    internal void Reset(in Fr value)
    {
        Fill(low, value);
        Fill(high, low[^1] * value);
        Base = value;
    }

    private static void Fill(Fr[] table, in Fr ratio)
    {
        table[0] = Fr.One;
        for (var i = 1; i < table.Length; i++) Fr.Multiply(table[i - 1], ratio, out table[i]);
    }
}
