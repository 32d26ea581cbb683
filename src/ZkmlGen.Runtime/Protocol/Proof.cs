using System.Diagnostics.CodeAnalysis;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>A parsed proof: points of the curve and canonical scalars.</summary>
/// <param name="Points">The commitments by column number.</param>
/// <param name="Claim">c'.</param>
/// <param name="Evaluations">Step 5.</param>
/// <param name="W">Step 6.</param>
/// <param name="W2">Step 7.</param>
/// <param name="Weights">The weight commitments, if the key has none.</param>
internal sealed record Proof(G1Affine[] Points, Fr Claim, Evaluations Evaluations, G1Affine W, G1Affine W2, G1Affine[] Weights)
{
    /// <summary>Check 1: false unless the length is exact, every scalar is below r, every coordinate below q and every point on the curve.</summary>
    public static bool TryParse(ProofLayout layout, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Proof? proof)
    {
        proof = null;
        if (bytes.Length != layout.Length) return false;
        var points = new G1Affine[layout.Columns.Sent];
        for (var column = 0; column < points.Length; column++)
        {
            if (!TryPoint(bytes, layout.Point(column), out points[column])) return false;
        }
        if (!TryScalar(bytes, layout.Claim, out var claim) || !TryEvaluations(layout, bytes, out var evaluations)) return false;
        if (!TryPoint(bytes, layout.W, out var w) || !TryPoint(bytes, layout.W2, out var w2)) return false;
        var weights = new G1Affine[(layout.Length - layout.Weights) / ProofLayout.PointSize];
        for (var k = 0; k < weights.Length; k++)
        {
            if (!TryPoint(bytes, layout.Weights + k * ProofLayout.PointSize, out weights[k])) return false;
        }
        proof = new Proof(points, claim, evaluations, w, w2, weights);
        return true;
    }

    private static bool TryEvaluations(ProofLayout layout, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Evaluations? evaluations)
    {
        evaluations = null;
        var sent = new Fr[layout.Columns.Evaluations];
        for (var i = 0; i < sent.Length; i++)
        {
            if (!TryScalar(bytes, layout.Evaluations + i * ProofLayout.ScalarSize, out sent[i])) return false;
        }
        if (!TryScalar(bytes, layout.U, out var u) || !TryScalar(bytes, layout.V, out var v) || !TryScalar(bytes, layout.Hint, out var hint)) return false;
        evaluations = new Evaluations(layout.Columns, sent) { U = u, V = v, Hint = hint };
        return true;
    }

    private static bool TryPoint(ReadOnlySpan<byte> bytes, int offset, out G1Affine point) =>
        G1Affine.TryRead(bytes.Slice(offset, ProofLayout.PointSize), out point);

    private static bool TryScalar(ReadOnlySpan<byte> bytes, int offset, out Fr scalar) =>
        Fr.TryRead(bytes.Slice(offset, ProofLayout.ScalarSize), out scalar);
}

/// <summary>The scalars of step 5, by name.</summary>
internal sealed class Evaluations(ColumnMap columns, Fr[] sent)
{
    /// <summary>The values at zeta in the order of <see cref="ColumnMap.Evaluated"/>.</summary>
    public Fr[] Sent { get; } = sent;

    public Fr U { get; set; }
    public Fr V { get; set; }
    public Fr Hint { get; set; }

    public Fr Tag => Sent[3 * columns.Lanes];
    public Fr Lo => Sent[3 * columns.Lanes + 1];
    public Fr TableHelper => Sent[3 * columns.Lanes + 2];
    public Fr Square => columns.HasSquares ? Sent[3 * columns.Lanes + 3] : Fr.Zero;

    public Fr Y(int lane) => Sent[columns.Y(lane)];
    public Fr N(int lane) => Sent[columns.N(lane)];
    public Fr R(int lane) => Sent[columns.R(lane)];
}
