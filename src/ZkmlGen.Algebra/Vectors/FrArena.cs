using System.Runtime.InteropServices;

namespace ZkmlGen.Algebra;

/// <summary>Native memory for field vectors, sized once, reused across proofs: Rent hands out 64-byte aligned vectors, Reset takes all back.</summary>
public sealed unsafe class FrArena : IDisposable
{
    private readonly long capacity;
    private ulong* words;
    private long used;

    /// <summary>Room for so many elements in all; every vector takes its length rounded up to a multiple of eight. One thread at a time.</summary>
    public FrArena(long elements)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(elements);
        capacity = Rounded(elements);
        words = (ulong*)NativeMemory.AlignedAlloc((nuint)capacity * 4 * sizeof(ulong), 64);
    }

    /// <summary>Frees the memory of an arena that nobody disposed.</summary>
    ~FrArena() => NativeMemory.AlignedFree(words);

    /// <summary>The next vector (not cleared). Throws if the arena is exhausted.</summary>
    public FrVector Rent(int length)
    {
        ObjectDisposedException.ThrowIf(words is null, this);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (used + Rounded(length) > capacity)
        {
            throw new InvalidOperationException($"The arena has {capacity - used} of {capacity} elements left, too few for a vector of {length}.");
        }
        var vector = new FrVector(words + used * 4, length);
        used += Rounded(length);
        return vector;
    }

    /// <summary>All rented vectors are given back.</summary>
    public void Reset() => used = 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(words);
        words = null;
        GC.SuppressFinalize(this);
    }

    private static long Rounded(long elements) => (elements + FrVector.Block - 1) / FrVector.Block * FrVector.Block;
}
