using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>The cells of one inference by address, in native memory.</summary>
internal sealed class TraceMemory(Dimensions size) : IDisposable
{
    private const int Parts = 4;
    private readonly int cells = checked(size.Rows * size.Lanes);
    private readonly NativeBuffer<int> values = new(checked(Parts * size.Rows * size.Lanes));
    private readonly NativeBuffer<long> pre = new(size.Rows * size.Lanes);

    /// <summary>The cells.</summary>
    public Trace Trace => new(values.Part(0, cells), values.Part(1, cells), values.Part(2, cells), values.Part(3, cells), pre.Span);

    /// <summary>Sets all cells to 0.</summary>
    public void Clear() => values.Span.Clear();

    public void Dispose()
    {
        values.Dispose();
        pre.Dispose();
    }
}
