using System.Runtime.InteropServices;

namespace ZkmlGen.Algebra;

/// <summary>Native memory, 64-byte aligned, freed with its owner.</summary>
internal sealed unsafe class NativeBuffer
{
    internal NativeBuffer(nint bytes)
    {
        Bytes = bytes;
        Start = NativeMemory.AlignedAlloc((nuint)bytes, 64);
    }

    ~NativeBuffer() => NativeMemory.AlignedFree(Start);

    internal nint Bytes { get; }
    internal void* Start { get; }

    /// <summary>The buffer itself if it is large enough, else a new one.</summary>
    internal static NativeBuffer AtLeast(NativeBuffer? buffer, nint bytes) => buffer is not null && buffer.Bytes >= bytes ? buffer : new NativeBuffer(bytes);
}
