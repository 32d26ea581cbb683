namespace ZkmlGen.Algebra;

/// <summary>A product before its last carries: what <see cref="LaneField{F,I,T}.BeginProduct"/> leaves, of which products by halves need the lower part only.</summary>
internal struct Columns<T> where T : unmanaged
{
    public Wide<T> Low, High;
}
