using System.Security.Cryptography;
using ZkmlGen.Algebra;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Protocol;

namespace ZkmlGen.Runtime;

/// <summary>A <see cref="RangeLayout"/> as a circuit: what generated code is for a model.</summary>
/// <param name="layout">The layout.</param>
/// <param name="ranges">Its ranges.</param>
/// <param name="weights">The weights; null for verifiers, who only make the key.</param>
internal sealed partial class RangeCircuit(RangeLayout layout, WeightRanges ranges, WeightColumns? weights = null) : ZkCircuit
{
    private readonly byte[] description = CircuitCodec.Encode(layout.Description);

    /// <summary>No files: the circuit has no weights of its own.</summary>
    public static ModelFiles Files { get; } = new NoFiles();

    public override ReadOnlySpan<byte> DescriptionBytes => description;
    public override string ModelDigest => Convert.ToHexStringLower(SHA256.HashData([]));
    public override string ModelResource => "";
    public override int TransposeParts => layout.Columns;

    public override void FillFixed(in FixedColumns columns) => GadgetColumns.Fill(Description, columns);

    public override void LoadWeights(ModelFiles files, Span<int> tiles)
    {
    }

    public override void FillWitness(ReadOnlySpan<int> tiles, in Trace trace)
    {
        trace.Act[0] = 1;
        for (var k = 0; k < layout.Columns; k++)
        {
            var column = weights![k];
            Fill(trace, layout.First + k * layout.Rows, column, 0);
            foreach (var (digit, address, range) in layout.Further()) Fill(trace, address + k * range.Rows, column.Slice(range.First, range.Rows), digit);
        }
    }

    public override void Transpose(int part, ReadOnlySpan<Fr> tileSums, PowerTable b, Span<Fr> u)
    {
        var first = layout.First + part * layout.Rows;
        for (var t = 0; t < layout.Rows; t++) u[first + t] += b[first + t];
        foreach (var (digit, address, range) in layout.Further())
        {
            var unit = Fr.FromInt64(1L << ranges.DigitBits * digit);
            for (var t = 0; t < range.Rows; t++) u[address + part * range.Rows + t] += unit * b[first + range.First + t];
        }
    }

    public override void FillGeometry(PowerTable b, PowerTable y, Span<Fr> e)
    {
    }

    public override Fr GeometryAt(in Fr b, in Fr y, in Fr x) => Fr.Zero;

    public override Fr PublicMapsAt(in Fr b, in Fr y) => GeometricSums.PublicMaps(Description, b, y);

    private void Fill(in Trace trace, int address, ReadOnlySpan<int> column, int digit)
    {
        var low = 1 << (ranges.DigitBits - 1);
        for (var t = 0; t < column.Length; t++)
        {
            trace.Act[address + t] = ranges.Digit(column[t], digit);
            trace.Y[address + t] = trace.Act[address + t] + low;
        }
    }

    private sealed class NoFiles : ModelFiles
    {
        public override ReadOnlySpan<byte> Read(string? externalFile) => [];
    }
}
