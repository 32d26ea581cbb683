using ZkmlGen.Algebra;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>KZG commitments: to columns given by their rows, and to polynomials given by their coefficients.</summary>
internal sealed class Commitments : IDisposable
{
    private readonly MsmBases rows;
    private readonly MsmBases powers;
    private readonly int activeRows;
    private readonly int blindingRows;
    private readonly ProgressionTail[] tails;
    private readonly int extraPoints;

    /// <summary>Multiples of up to so many points are computed in advance: they cost about as much as some proofs save.</summary>
    private const int PrecomputedPoints = 3 << 13;

    public Commitments(ProvingKey key, CircuitDescription circuit, int threads)
    {
        activeRows = circuit.Size.ActiveRows;
        blindingRows = circuit.Size.Rows - activeRows;
        powers = new MsmBases(key.Powers.Span, key.Powers.Span[..ColumnMap.MaskLength]);
        // The lookup helpers end with the cells, what depends on multiplicities ends with the table.
        var cells = CellRows(circuit);
        int[] starts = [cells, Math.Max(cells, circuit.Ranges.TableRows)];
        tails = [.. starts.Distinct().Where(start => start < activeRows).Select(start => new ProgressionTail(start, activeRows))];
        using var plain = new MsmBases(key.Lagrange.Span);
        G1Affine[] extra = [.. key.Lagrange.Span[activeRows..], .. tails.SelectMany(tail => tail.Points(plain, threads))];
        extraPoints = extra.Length;
        rows = new MsmBases(key.Lagrange.Span, extra);
        GC.KeepAlive(key);
        if (rows.Count <= PrecomputedPoints) rows.Precompute();
        if (powers.Count <= PrecomputedPoints) powers.Precompute();
    }

    /// <summary>A column of field elements, N rows.</summary>
    public G1 Rows(FrVector values, int threads)
    {
        Span<Fr> scalars = stackalloc Fr[extraPoints];
        for (var i = 0; i < blindingRows; i++) scalars[i] = values[activeRows + i];
        for (var k = 0; k < tails.Length; k++)
        {
            if (!tails[k].TryMatch(values, out var last, out var step)) continue;
            (scalars[blindingRows + 2 * k], scalars[blindingRows + 2 * k + 1]) = (last, step);
            return rows.Multiply(values.Slice(0, tails[k].Start), scalars, threads);
        }
        return rows.Multiply(values.Slice(0, activeRows), scalars, threads);
    }

    /// <summary>A column of small integers in the active rows and of field elements in the blinding rows.</summary>
    public G1 Cells(ReadOnlySpan<int> active, FrVector blinding, int threads)
    {
        Span<Fr> scalars = stackalloc Fr[blindingRows];
        for (var i = 0; i < blindingRows; i++) scalars[i] = blinding[i];
        return rows.Multiply(active, scalars, threads);
    }

    /// <summary>The mask of the tiles.</summary>
    public G1 Mask(FrVector coefficients)
    {
        Span<Fr> scalars = stackalloc Fr[ColumnMap.MaskLength];
        for (var i = 0; i < scalars.Length; i++) scalars[i] = coefficients[i];
        return powers.Multiply(coefficients.Slice(0, 0), scalars, threads: 1);
    }

    /// <summary>A polynomial.</summary>
    public G1 Coefficients(FrVector coefficients, int threads) => powers.Multiply(coefficients, threads);

    public void Dispose()
    {
        rows.Dispose();
        powers.Dispose();
    }

    /// <summary>Rows up to the last tensor's.</summary>
    private static int CellRows(CircuitDescription circuit)
    {
        var (lanes, used) = (circuit.Size.Lanes, 0);
        foreach (var tensor in circuit.Tensors)
        {
            var count = tensor.Gadget == Gadget.Reveal ? tensor.Size * lanes : tensor.Size;
            used = Math.Max(used, (tensor.Address + count + lanes - 1) / lanes);
        }
        return used;
    }
}
