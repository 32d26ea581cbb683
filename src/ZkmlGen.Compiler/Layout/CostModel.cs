using System;

namespace ZkmlGen.Compiler.Layout;

/// <summary>Sizes of a candidate layout.</summary>
/// <param name="Rows">N.</param>
/// <param name="Lanes">w.</param>
/// <param name="CellRows">Rows that cells fill.</param>
/// <param name="TableRows">Rows of the lookup table.</param>
/// <param name="WeightColumns">K.</param>
/// <param name="TileRows">N_T.</param>
/// <param name="HasSquares">The square gadget's columns exist.</param>
/// <param name="RunProducts">Field products that the verifier needs for one evaluation of e.</param>
/// <param name="MapProducts">Field products that it needs for d.</param>
/// <param name="PublicWords">Number of public words.</param>
internal sealed record LayoutSizes(
    int Rows, int Lanes, long CellRows, int TableRows, int WeightColumns, long TileRows, bool HasSquares, long RunProducts, long MapProducts, int PublicWords);

/// <summary>
/// Predicted time and gas of a layout (docs/protocol.md, section 10). The unit costs are the rates of one core with AVX-512, rounded, as docs/performance.md
/// derives them from the results in benchmarks; the model benchmark prints predictions beside measurements.
/// </summary>
internal static class CostModel
{
    // What two cores do while one waits now and then.
    private const double Cores = 1.9;
    private const double FixedMilliseconds = 2;
    private const double FullTermMicroseconds = 1.25;
    private const double SmallTermMicroseconds = 0.08;
    private const double ButterflyMicroseconds = 0.0053;
    private const double ConstraintMicroseconds = 0.016;
    private const double CellMicroseconds = 0.2;
    private const double WeightMicroseconds = 0.001;

    private const int BaseGas = 21_000;
    private const int PairingGas = 113_000;
    private const int CommitmentGas = 6_600;
    private const int ScalarGas = 900;
    private const int WordGas = 700;
    private const int ProductGas = 8;
    private const int FixedGas = 12_000;

    /// <summary>Commitments that the verifier multiplies: columns, quotient, opening proofs, key.</summary>
    public static int Commitments(LayoutSizes sizes) => 5 * sizes.Lanes + ProofColumns + FixedColumns(sizes) + sizes.WeightColumns;

    // mult, hT, m, A, Z, Q, S, t_0, t_1, W, W2, and G1 itself.
    private const int ProofColumns = 12;

    private static int FixedColumns(LayoutSizes sizes) => sizes.HasSquares ? 7 : 5;

    private static int Scalars(LayoutSizes sizes) => 3 * sizes.Lanes + 3 + (sizes.HasSquares ? 1 : 0) + 4;

    /// <summary>Bytes of a proof: points of steps 1 to 4, 6 and 7, scalars of steps 3 and 5.</summary>
    public static int ProofBytes(LayoutSizes sizes) => 64 * (5 * sizes.Lanes + 11) + 32 * Scalars(sizes);

    /// <summary>Time of one proof.</summary>
    public static double Milliseconds(LayoutSizes sizes)
    {
        double rows = sizes.Rows;
        var logRows = Math.Log(rows) / Math.Log(2);
        var smallTerms = 3.0 * sizes.Lanes * sizes.CellRows + sizes.TableRows;
        // Every column goes to coefficients and to the two halves of a coset of size 2N.
        var butterflies = 3 * (5 * sizes.Lanes + 10) * rows * logRows / 2 + TileButterflies(sizes.TileRows);
        var constraints = 2 * rows * (8 * sizes.Lanes + 20);
        var microseconds = FullTerms(sizes) * FullTermMicroseconds + smallTerms * SmallTermMicroseconds + butterflies * ButterflyMicroseconds
            + constraints * ConstraintMicroseconds + (double)sizes.CellRows * sizes.Lanes * CellMicroseconds + (double)sizes.TileRows * sizes.WeightColumns * WeightMicroseconds;
        return FixedMilliseconds + microseconds / Cores / 1000;
    }

    // U, h, A and Z end with the cells, or go on as geometric progressions; hT and Q end with cells and table; t_0 and t_1 have N coefficients, W and W2 as many as
    // the longest polynomial, S as many as there are tile rows.
    private static double FullTerms(LayoutSizes sizes) =>
        (2.0 * sizes.Lanes + 2) * sizes.CellRows + 2.0 * Math.Max(sizes.CellRows, sizes.TableRows) + 2.0 * sizes.Rows
        + 2.0 * Math.Max(sizes.Rows, sizes.TileRows) + sizes.TileRows;

    // Three transforms of the power of two in which a product of two polynomials of N_T coefficients fits.
    private static double TileButterflies(long tileRows)
    {
        var log = Math.Ceiling(Math.Log(2 * tileRows + 1) / Math.Log(2));
        return 3 * Math.Pow(2, log) * log / 2;
    }

    /// <summary>Gas of one verification.</summary>
    public static int Gas(LayoutSizes sizes) => (int)Math.Min(int.MaxValue,
        BaseGas + PairingGas + FixedGas + (long)CommitmentGas * Commitments(sizes) + (long)ScalarGas * Scalars(sizes) + (long)WordGas * sizes.PublicWords
        + ProductGas * (2 * sizes.RunProducts + sizes.MapProducts));
}
