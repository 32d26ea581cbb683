using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <summary>Eight rows of eight words, somewhere in memory.</summary>
internal unsafe interface IRows
{
    /// <summary>Where row i is, i below eight.</summary>
    ulong* this[int i] { get; }
}

/// <summary>Rows that lie so many words apart.</summary>
internal readonly unsafe struct EvenRows(ulong* first, nint stride) : IRows
{
    public ulong* this[int i]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => first + i * stride;
    }
}

/// <summary>Points, four words of x and four of y each, of which row i is number indices[i] >> shift.</summary>
internal readonly unsafe struct PointRows(G1Affine* points, uint* indices, int shift) : IRows
{
    public ulong* this[int i]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (ulong*)(points + (indices[i] >> shift));
    }
}
