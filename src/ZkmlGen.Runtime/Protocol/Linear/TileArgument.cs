using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>The tile side of fold 2: the mask (step 2), then T', e, c' and S (step 3).</summary>
internal static class TileArgument
{
    /// <summary>m.</summary>
    public static void DrawMask(ProverState state)
    {
        var mask = state.Columns[state.Map.Mask];
        for (var i = 0; i < mask.Length; i++) mask[i] = state.Random.Next();
    }

    /// <summary>T' = sum_j y^j (sum_p b^p W_(p c + j)) + X^(N_T') m, and e.</summary>
    public static void FillPolynomials(ProverState state)
    {
        var (tile, mask, rows) = (state.Tile, state.Columns[state.Map.Mask], state.Size.TileRows);
        var sums = state.Columns[state.Map.Tiles];
        var powers = ConstraintParameters.Powers(state.Challenges.Y, state.Size.TileInputs);
        sums.CopyFrom(tile.RowSums[0]);
        for (var j = 1; j < powers.Length; j++) FrVec.ScaleAdd(sums, tile.RowSums[j], powers[j]);
        var polynomial = tile.Polynomial;
        for (var i = 0; i < mask.Length; i++) polynomial[rows + 1 + i] = mask[i];
        FillGeometry(state);
    }

    /// <summary>
    /// c' = h_0 and S_(d-1) = h_d + h_(-d), h being the coefficients of e(X) T'(1/X). At the d-th root of unity T'(1/X) is a value of the inverse
    /// transform times its size.
    /// </summary>
    public static void Fold(ProverState state)
    {
        var (tile, quotient) = (state.Tile, state.Columns[state.Map.S]);
        var (domain, threads) = (NttDomain.Get(tile.LogTransform), state.Workers.Threads);
        FrVector e = Load(tile.Transforms[0], tile.Geometry), t = Load(tile.Transforms[1], tile.Polynomial);
        domain.Forward(e, threads);
        domain.Inverse(t, threads);
        FrVec.Multiply(e, e, t);
        domain.Inverse(e, threads);
        var scale = Fr.FromInt64(e.Length);
        state.Claim = e[0] * scale;
        for (var d = 1; d < tile.Polynomial.Length; d++) quotient[d - 1] = e[d] + e[e.Length - d];
        FrVec.Scale(quotient, quotient, scale);
    }

    private static void FillGeometry(ProverState state)
    {
        // The inference code has read the tiles' sums: their memory takes the geometry's elements.
        var (rows, geometry) = (state.Size.TileRows, state.Tile.Geometry);
        var elements = state.Tile.Sums.Span[..rows];
        elements.Clear();
        state.YPowers.Reset(state.Challenges.Y);
        state.Circuit.FillGeometry(state.BPowers, state.YPowers, elements);
        geometry.CopyFrom(elements);
        geometry[rows + 1 + ColumnMap.MaskPivot] = Fr.One;
    }

    private static FrVector Load(FrVector target, FrVector source)
    {
        target.Clear();
        target.Slice(0, source.Length).CopyFrom(source);
        return target;
    }
}
