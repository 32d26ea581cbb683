namespace ZkmlGen.Algebra;

/// <summary>
/// Additions to be done together: target[Targets[i]] = source[Left[i]] + source[Right[i]]. Left and Right are point references: twice the index, plus one for
/// the negated point. A target may be the place of the left point of the same pair, and of no other point of the list.
/// </summary>
internal sealed unsafe class PairList(int capacity) : IDisposable
{
    private readonly NativeBuffer<uint> memory = new();

    public uint* Left { get; private set; }
    public uint* Right { get; private set; }
    public uint* Targets { get; private set; }
    public int Count { get; private set; }

    /// <summary>Starts a new list.</summary>
    public void Clear()
    {
        Left = memory.Reserve(3L * capacity);
        Right = Left + capacity;
        Targets = Right + capacity;
        Count = 0;
    }

    /// <summary>Appends room for so many pairs and returns the index of the first.</summary>
    public int Append(int pairs)
    {
        var first = Count;
        Count += pairs;
        return Count <= capacity ? first : throw new InvalidOperationException($"A list of {capacity} pairs can't hold {Count}.");
    }

    public void Dispose() => memory.Dispose();
}
