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
        var room = (capacity + 63) / 64 * 64;
        Left = memory.Reserve(3L * room);
        Right = Left + room;
        Targets = Right + room;
        Count = 0;
    }

    /// <summary>Appends room for so many pairs and returns the index of the first.</summary>
    public int Append(int pairs)
    {
        var first = Count;
        Count += pairs;
        return Count <= capacity ? first : throw new InvalidOperationException($"A list of {capacity} pairs can't hold {Count}.");
    }

    /// <summary>Fills the list up to a multiple of size with repetitions of the first pair, which are not counted and need no targets; returns the length then.</summary>
    public int Pad(int size)
    {
        var padded = (Count + size - 1) / size * size;
        for (var i = Count; i < padded; i++)
        {
            Left[i] = Left[0];
            Right[i] = Right[0];
        }
        return padded;
    }

    public void Dispose() => memory.Dispose();
}
