using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Tests.Circuits;

/// <summary>Counts what the circuit's own code allocates, so that a test can tell what the prover allocates. For provers with one thread.</summary>
internal sealed class MeteredCircuit(ZkCircuit inner) : ZkCircuit
{
    public long Allocated { get; private set; }

    public override ReadOnlySpan<byte> DescriptionBytes => inner.DescriptionBytes;
    public override string ModelDigest => inner.ModelDigest;
    public override string ModelResource => inner.ModelResource;

    public override void FillFixed(in FixedColumns columns) => inner.FillFixed(columns);

    public override void LoadWeights(ModelFiles files, Span<int> tiles) => inner.LoadWeights(files, tiles);

    public override void FillWitness(ReadOnlySpan<int> tiles, in Trace trace)
    {
        var before = Now;
        inner.FillWitness(tiles, trace);
        Allocated += Now - before;
    }

    public override int TransposeParts => inner.TransposeParts;

    public override void Transpose(int part, ReadOnlySpan<Fr> tileSums, PowerTable b, Span<Fr> u)
    {
        var before = Now;
        inner.Transpose(part, tileSums, b, u);
        Allocated += Now - before;
    }

    public override void FillGeometry(PowerTable b, PowerTable y, Span<Fr> e)
    {
        var before = Now;
        inner.FillGeometry(b, y, e);
        Allocated += Now - before;
    }

    public override Fr GeometryAt(in Fr b, in Fr y, in Fr x) => inner.GeometryAt(b, y, x);

    public override Fr PublicMapsAt(in Fr b, in Fr y)
    {
        var before = Now;
        var result = inner.PublicMapsAt(b, y);
        Allocated += Now - before;
        return result;
    }

    public override void EvaluateConstraints(ConstraintBlock block)
    {
        var before = Now;
        inner.EvaluateConstraints(block);
        Allocated += Now - before;
    }

    private static long Now => GC.GetAllocatedBytesForCurrentThread();
}
