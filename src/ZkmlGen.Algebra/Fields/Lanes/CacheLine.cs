using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZkmlGen.Algebra;

/// <summary>
/// Where results of products go that a caller passes on: the stack is aligned to 16 bytes, and registers of 64 bytes that cross lines there cost a tenth
/// of a transform. Room of Size bytes is allocated besides what is needed.
/// </summary>
internal static unsafe class CacheLine
{
    public const int Size = 64;

    /// <summary>The first line that starts in memory of the stack.</summary>
    public static T* Start<T>(Span<byte> memory) where T : unmanaged => (T*)(((nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(memory)) + Size - 1) & -Size);
}
