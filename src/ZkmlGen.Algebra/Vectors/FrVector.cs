using System.Runtime.InteropServices;

namespace ZkmlGen.Algebra;

/// <summary>
/// A view of consecutive field elements in native memory, in blocks of eight elements, limb by limb: limb j of element i is the 64-bit word
/// (i / 8) * 32 + 8 j + i % 8. So vector kernels load without shuffles, and one memory image serves every instruction set.
/// A view does not own its memory (see <see cref="FrArena"/>). Slices start at multiples of eight.
/// </summary>
public readonly unsafe partial struct FrVector
{
    /// <summary>Elements of a block.</summary>
    internal const int Block = 8;
    /// <summary>64-bit words of a block.</summary>
    internal const int BlockWords = 4 * Block;

    internal readonly ulong* Words;
    /// <summary>Number of elements; the memory behind it is rounded up to a multiple of eight.</summary>
    public int Length { get; }
    internal FrVector(ulong* words, int length) { Words = words; Length = length; }

    /// <summary>Blocks of eight, the last one perhaps partly used.</summary>
    internal int Blocks => (Length + Block - 1) / Block;

    /// <summary>Element i, in scalar form.</summary>
    public Fr this[int i]
    {
        get
        {
            var word = WordOf(i);
            return new Fr(word[0], word[Block], word[2 * Block], word[3 * Block]);
        }
        set => Set(i, value);
    }

    /// <summary>A sub-view; start is a multiple of eight.</summary>
    public FrVector Slice(int start, int length)
    {
        if (start < 0 || length < 0 || start % Block != 0 || start + (long)length > Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(start), $"Elements {start} to {start + (long)length} are no slice of {Length} elements that starts at a multiple of {Block}.");
        }
        return new FrVector(Words + (nint)start * 4, length);
    }

    /// <summary>Sets all elements to 0.</summary>
    public void Clear()
    {
        NativeMemory.Clear(Words, (nuint)(Length / Block * BlockWords) * sizeof(ulong));
        for (var i = Length / Block * Block; i < Length; i++)
        {
            Set(i, Fr.Zero);
        }
    }

    /// <summary>Copies all elements of the source (same length).</summary>
    public void CopyFrom(FrVector source)
    {
        RequireLength(source.Length);
        var whole = (nuint)(Length / Block * BlockWords) * sizeof(ulong);
        NativeMemory.Copy(source.Words, Words, whole);
        for (var i = Length / Block * Block; i < Length; i++)
        {
            Set(i, source[i]);
        }
    }

    /// <summary>Copies from scalar form, and clears the rest.</summary>
    public void CopyFrom(ReadOnlySpan<Fr> source)
    {
        if (source.Length > Length)
        {
            throw new ArgumentException($"{source.Length} elements do not fit into a vector of {Length}.", nameof(source));
        }
        for (var i = 0; i < Length; i++)
        {
            Set(i, i < source.Length ? source[i] : Fr.Zero);
        }
    }

    internal void RequireLength(int length)
    {
        if (length != Length)
        {
            throw new ArgumentException($"Vectors of {Length} and {length} elements do not go together.");
        }
    }

    private void Set(int i, in Fr value)
    {
        var word = WordOf(i);
        (word[0], word[Block], word[2 * Block], word[3 * Block]) = (value.L0, value.L1, value.L2, value.L3);
    }

    private ulong* WordOf(int i)
    {
        if ((uint)i >= (uint)Length)
        {
            throw new ArgumentOutOfRangeException(nameof(i), $"There is no element {i} in a vector of {Length}.");
        }
        return Words + (nint)(i / Block) * BlockWords + i % Block;
    }
}
