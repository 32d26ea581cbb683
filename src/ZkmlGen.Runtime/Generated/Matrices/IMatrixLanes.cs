namespace ZkmlGen.Runtime;

/// <summary>
/// What matrix code needs from an instruction set: a register T of Width 64-bit lanes. Products (vpmuldq) are those of the low halves of lanes, as
/// signed numbers; what high halves hold does not matter. Every member is one to eight instructions, and inlined.
/// </summary>
internal unsafe interface IMatrixLanes<T> where T : struct
{
    /// <summary>Lanes of a register.</summary>
    static abstract int Width { get; }
    /// <summary>start, start + step, start + 2 step, ...</summary>
    static abstract T Sequence(int start, int step);
    /// <summary>The same number in all lanes.</summary>
    static abstract T Create(int value);

    /// <summary>4 Width numbers, one behind the other.</summary>
    static abstract void Read(int* numbers, out T low, out T high);
    /// <summary>Four numbers of each of Width rows; so many numbers lie between two rows' first ones.</summary>
    static abstract void Read(int* rows, int stride, out T low, out T high);
    /// <summary>Of 4 Width numbers those that index names.</summary>
    static abstract T Pick(T low, T high, T index);

    /// <summary>a b.</summary>
    static abstract T Multiply(T a, T b);
    /// <summary>a + b, 64 bits each.</summary>
    static abstract T Add(T a, T b);
    /// <summary>Adds a register to sums in memory.</summary>
    static abstract void AddTo(long* sums, T terms);
}
