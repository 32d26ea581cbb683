using ZkmlGen.Algebra;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>
/// KZG commitments: to columns given by their rows, and to polynomials given by their coefficients. The rows between the last one in use and the blinding
/// rows form an arithmetic progression in every column of an honest proof (mostly of zeros): two fixed points stand for them.
/// </summary>
internal sealed class Commitments : IDisposable
{
    private readonly MsmBases rows;
    private readonly MsmBases powers;
    private readonly FixedPointSums fixedPoints;
    private readonly int usedRows;
    private readonly int activeRows;
    private readonly int blindingRows;

    public Commitments(ProvingKey key, CircuitDescription circuit)
    {
        activeRows = circuit.Size.ActiveRows;
        blindingRows = circuit.Size.Rows - activeRows;
        usedRows = Math.Min(UsedRows(circuit), activeRows);
        rows = new MsmBases(key.Lagrange);
        powers = new MsmBases(key.Powers);
        fixedPoints = new FixedPointSums([.. key.Lagrange.AsSpan(activeRows), Tail(_ => 1), Tail(row => activeRows - 1 - row)]);
    }

    /// <summary>A column of field elements, N rows.</summary>
    public G1 Rows(FrVector values, int threads)
    {
        Span<Fr> scalars = stackalloc Fr[blindingRows + 2];
        if (!TryProgression(values, out scalars[^2], out scalars[^1])) return rows.Multiply(values, threads);
        for (var i = 0; i < blindingRows; i++) scalars[i] = values[activeRows + i];
        return rows.Multiply(values.Slice(0, usedRows), threads) + fixedPoints.Sum(scalars);
    }

    /// <summary>A column of small integers in the active rows and of field elements in the blinding rows.</summary>
    public G1 Cells(ReadOnlySpan<int> active, FrVector blinding, int threads)
    {
        Span<Fr> scalars = stackalloc Fr[blindingRows];
        for (var i = 0; i < blindingRows; i++) scalars[i] = blinding[i];
        return rows.Multiply(active, threads) + fixedPoints.Sum(scalars);
    }

    /// <summary>A polynomial.</summary>
    public G1 Coefficients(FrVector coefficients, int threads) => powers.Multiply(coefficients, threads);

    public void Dispose()
    {
        rows.Dispose();
        powers.Dispose();
    }

    /// <summary>Rows that a tensor or a table entry needs.</summary>
    private static int UsedRows(CircuitDescription circuit)
    {
        var (lanes, used) = (circuit.Size.Lanes, circuit.Ranges.TableRows);
        foreach (var tensor in circuit.Tensors)
        {
            var count = tensor.Gadget == Gadget.Reveal ? tensor.Size * lanes : tensor.Size;
            used = Math.Max(used, (tensor.Address + count + lanes - 1) / lanes);
        }
        return used;
    }

    /// <summary>True if row i of the tail is last + (n - 1 - i) step.</summary>
    private bool TryProgression(FrVector values, out Fr last, out Fr step)
    {
        last = values[activeRows - 1];
        step = activeRows - usedRows >= 2 ? values[activeRows - 2] - last : Fr.Zero;
        var expected = last;
        for (var i = activeRows - 1; i >= usedRows; i--)
        {
            if (values[i] != expected) return false;
            expected += step;
        }
        return usedRows < activeRows;
    }

    /// <summary>The sum over the tail of factor(i) L_i.</summary>
    private G1Affine Tail(Func<int, int> factor)
    {
        var factors = new int[activeRows];
        for (var i = usedRows; i < activeRows; i++) factors[i] = factor(i);
        return rows.Multiply(factors, Environment.ProcessorCount).ToAffine();
    }
}
