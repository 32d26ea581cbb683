using System.Runtime.InteropServices;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>Zeroed native memory for plain values, aligned to cache lines, owned by one object.</summary>
internal sealed unsafe class NativeBuffer<T> : IDisposable
    where T : unmanaged
{
    private const int Alignment = 64;
    private T* pointer;

    public NativeBuffer(int length)
    {
        Length = length;
        pointer = (T*)NativeMemory.AlignedAlloc((nuint)Math.Max(1, length) * (nuint)sizeof(T), Alignment);
        Span.Clear();
    }

    ~NativeBuffer() => NativeMemory.AlignedFree(pointer);

    public int Length { get; }

    public Span<T> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(pointer is null, this);
            return new Span<T>(pointer, Length);
        }
    }

    /// <summary>Part index of a buffer of parts of one length.</summary>
    public Span<T> Part(int index, int length) => Span.Slice(index * length, length);

    public void Dispose()
    {
        NativeMemory.AlignedFree(pointer);
        pointer = null;
        GC.SuppressFinalize(this);
    }
}
