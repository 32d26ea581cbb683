using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>The tile side of fold 2: the mask (step 2), then T, e, c' and S (step 3).</summary>
internal static class TileArgument
{
    /// <summary>m.</summary>
    public static void DrawMask(ProverState state)
    {
        var mask = state.Columns[state.Map.Mask];
        for (var i = 0; i < mask.Length; i++) mask[i] = state.Random.Next();
    }

    /// <summary>T = sum_j y^j (sum_p b^p W_(p c + j)), e and e_C.</summary>
    public static void FillPolynomials(ProverState state)
    {
        var (tile, sums) = (state.Tile, state.Tile.Polynomial);
        var powers = ConstraintParameters.Powers(state.Challenges.Y, state.Size.TileInputs);
        sums.CopyFrom(tile.RowSums[0]);
        for (var j = 1; j < powers.Length; j++) FrVec.ScaleAdd(sums, tile.RowSums[j], powers[j]);
        FillGeometry(state);
    }

    /// <summary>c' = h_0 and S_(d-1) = h_d + h_(-d), h being the coefficients of e(X) T(1/X) + e_m(X) m(1/X) + sum e_C(X) x(1/X).</summary>
    public static void Fold(ProverState state)
    {
        var (tile, quotient) = (state.Tile, state.Columns[state.Map.S]);
        var product = tile.Transforms[0];
        Multiply(state, product, tile.Geometry, tile.Polynomial);
        for (var i = 0; i < tile.Committed.Length; i++)
        {
            Multiply(state, tile.Transforms[2], tile.CommittedGeometry[i], tile.Committed[i]);
            FrVec.Add(product, product, tile.Transforms[2]);
        }
        NttDomain.Get(tile.LogTransform).Inverse(product, state.Workers.Threads);
        var scale = Fr.FromInt64(product.Length);
        state.Claim = product[0] * scale;
        state.Workers.RunRows(quotient.Length, state.Cancellation, (start, end) =>
        {
            for (var i = start; i < end; i++) quotient[i] = product[i + 1] + product[product.Length - i - 1];
            var rows = quotient.Slice(start, end - start);
            FrVec.Scale(rows, rows, scale);
        });
        AddMask(state, quotient);
    }

    private static void AddMask(ProverState state, FrVector quotient)
    {
        var (e, mask) = (state.Tile.MaskGeometry, state.Columns[state.Map.Mask]);
        for (var i = 0; i < e.Length; i++)
        for (var j = 0; j < mask.Length; j++)
        {
            if (i == j) state.Claim += e[i] * mask[j];
            else quotient[Math.Abs(i - j) - 1] += e[i] * mask[j];
        }
    }

    /// <summary>
    /// The values of e(X) t(1/X) at the roots of unity, divided by their number: t(1/X) is a value of the inverse transform times its size.
    /// </summary>
    private static void Multiply(ProverState state, FrVector product, FrVector e, FrVector t)
    {
        var (domain, threads) = (NttDomain.Get(state.Tile.LogTransform), (state.Workers.Threads + 1) / 2);
        var inverse = state.Tile.Transforms[1];
        state.Workers.Run(state.Cancellation, () => domain.Forward(Load(product, e), threads), () => domain.Inverse(Load(inverse, t), threads));
        state.Workers.RunRows(product.Length, state.Cancellation, (start, end) =>
        {
            var rows = product.Slice(start, end - start);
            FrVec.Multiply(rows, rows, inverse.Slice(start, end - start));
        });
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
        for (var i = 0; i < state.Tile.CommittedGeometry.Length; i++)
        {
            var (e, group) = (state.Tile.CommittedGeometry[i], state.Description.Commitments[i]);
            for (var t = 0; t < e.Length; t++) e[t] = -state.Challenges.Y * state.BPowers[group.Address + t * group.Step];
        }
    }

    private static FrVector Load(FrVector target, FrVector source)
    {
        target.Clear();
        target.Slice(0, source.Length).CopyFrom(source);
        return target;
    }
}
