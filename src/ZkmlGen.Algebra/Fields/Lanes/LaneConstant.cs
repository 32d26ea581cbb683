using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZkmlGen.Algebra;

/// <summary>
/// Constants that a product uses several times. As literals they would be kept in registers, of which products have none to spare, and then be spilled to the
/// stack, whose alignment is the caller's: registers of 64 bytes that cross cache lines cost a fifth of a product. A volatile read is done where it stands.
/// </summary>
internal static class LaneConstant
{
    /// <summary>Element i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Read(ReadOnlySpan<ulong> constants, int i) => Volatile.Read(ref Unsafe.Add(ref MemoryMarshal.GetReference(constants), i));

    /// <inheritdoc cref="Read(ReadOnlySpan{ulong}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Read(ReadOnlySpan<double> constants, int i) => Volatile.Read(ref Unsafe.Add(ref MemoryMarshal.GetReference(constants), i));
}
