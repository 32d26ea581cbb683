using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZkmlGen.Algebra;

/// <summary>
/// Additions to be done together: target[Targets[i]] = source[Left[i]] + source[Right[i]]. Left and Right are point references: twice the index, plus one for
/// the negated point. A target may be the place of the left point of the same pair, and of no other point of the list.
/// </summary>
internal sealed unsafe class PairList : IDisposable
{
    /// <summary>Room after the end: pairs are written eight at a time, and filled up to whole blocks.</summary>
    private const int Slack = 64;

    private readonly NativeBuffer<uint> memory = new();

    public PairList(int capacity)
    {
        var room = (capacity + Slack + 15) / 16 * 16;
        Left = memory.Reserve(3L * room);
        Right = Left + room;
        Targets = Right + room;
    }

    public uint* Left { get; }
    public uint* Right { get; }
    public uint* Targets { get; }
    public int Count { get; private set; }
    /// <summary>False if no reference is to a negated point.</summary>
    public bool HasSigns { get; private set; }

    /// <summary>Starts a new list.</summary>
    public void Clear(bool hasSigns)
    {
        Count = 0;
        HasSigns = hasSigns;
    }

    /// <summary>Appends a pair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(uint left, uint right, int target)
    {
        Left[Count] = left;
        Right[Count] = right;
        Targets[Count++] = (uint)target;
    }

    /// <summary>Appends count pairs of the references left[k] and right[k], with the targets target, target + 1, ... May read seven references more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(uint* left, uint* right, int target, int count)
    {
        for (var k = 0; k < count; k += Vector256<uint>.Count)
        {
            Vector256.Load(left + k).Store(Left + Count + k);
            Vector256.Load(right + k).Store(Right + Count + k);
            (Vector256<uint>.Indices + Vector256.Create((uint)(target + k))).Store(Targets + Count + k);
        }
        Count += count;
    }

    /// <summary>Appends count pairs of points: slot + k takes slot + distance + k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AppendInPlace(int slot, int distance, int count)
    {
        for (var k = 0; k < count; k += Vector256<uint>.Count)
        {
            var target = Vector256<uint>.Indices + Vector256.Create((uint)(slot + k));
            var left = target + target;
            left.Store(Left + Count + k);
            (left + Vector256.Create(2 * (uint)distance)).Store(Right + Count + k);
            target.Store(Targets + Count + k);
        }
        Count += count;
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
