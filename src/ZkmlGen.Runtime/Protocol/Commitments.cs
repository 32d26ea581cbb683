using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>KZG commitments: to columns given by their rows, and to polynomials given by their coefficients.</summary>
internal sealed class Commitments(ProvingKey key, int activeRows) : IDisposable
{
    private readonly MsmBases rows = new(key.Lagrange);
    private readonly MsmBases blindingRows = new(key.Lagrange.AsSpan(activeRows));
    private readonly MsmBases powers = new(key.Powers);

    /// <summary>A column of field elements, N rows.</summary>
    public G1 Rows(FrVector values, int threads) => rows.Multiply(values, threads);

    /// <summary>A column of small integers in the active rows and of field elements in the blinding rows.</summary>
    public G1 Cells(ReadOnlySpan<int> active, FrVector blinding, int threads) =>
        rows.Multiply(active, threads) + blindingRows.Multiply(blinding, threads);

    /// <summary>A polynomial.</summary>
    public G1 Coefficients(FrVector coefficients, int threads) => powers.Multiply(coefficients, threads);

    public void Dispose()
    {
        rows.Dispose();
        blindingRows.Dispose();
        powers.Dispose();
    }
}
