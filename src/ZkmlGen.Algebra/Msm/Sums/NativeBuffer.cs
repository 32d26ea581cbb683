using System.Runtime.InteropServices;

namespace ZkmlGen.Algebra;

/// <summary>Uninitialised native memory, 64-byte aligned, that only ever grows; growing loses the content.</summary>
internal sealed unsafe class NativeBuffer<T> : IDisposable where T : unmanaged
{
    /// <summary>Elements there is room for.</summary>
    public long Capacity { get; private set; }

    public T* Pointer { get; private set; }

    /// <summary>Room for count elements.</summary>
    public T* Reserve(long count)
    {
        if (count > Capacity)
        {
            Free();
            Pointer = (T*)NativeMemory.AlignedAlloc(checked((nuint)count * (nuint)sizeof(T)), 64);
            Capacity = count;
        }
        return Pointer;
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    ~NativeBuffer() => Free();

    private void Free()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
        Capacity = 0;
    }
}
