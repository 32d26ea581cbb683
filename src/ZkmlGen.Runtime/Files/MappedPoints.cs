using System.Buffers;
using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>Points of a file, mapped into memory: they are not copied, and processes share them.</summary>
/// <remarks>
/// They are unmapped when nothing refers to the memory any more. A span does not: who takes one keeps its owner alive (<see cref="GC.KeepAlive"/>), so that no
/// public member hands one out.
/// </remarks>
internal sealed unsafe class MappedPoints : MemoryManager<G1Affine>
{
    private readonly MemoryMappedViewAccessor view;
    private readonly int count;

    /// <summary>Maps count points, at least one, from an offset in bytes on.</summary>
    /// <exception cref="IOException">The system can't map the file.</exception>
    public MappedPoints(SafeFileHandle file, long offset, int count)
    {
        this.count = count;
        using var mapping = MemoryMappedFile.CreateFromFile(file, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        view = mapping.CreateViewAccessor(offset, (long)count * G1Affine.Size, MemoryMappedFileAccess.Read);
    }

    private G1Affine* Start => (G1Affine*)(view.SafeMemoryMappedViewHandle.DangerousGetHandle() + (nint)view.PointerOffset);

    public override Span<G1Affine> GetSpan() => new(Start, count);

    public override MemoryHandle Pin(int elementIndex = 0) => new(Start + elementIndex, pinnable: this);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing) => view.Dispose();
}
