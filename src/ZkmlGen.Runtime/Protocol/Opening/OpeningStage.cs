using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>Steps 6 and 7: one opening proof for all claims. SHPLONK: Boneh, Drake, Fisch and Gabizon, eprint 2020/081.</summary>
internal static class OpeningStage
{
    private const int Block = 512;

    /// <summary>Step 6: W(X) = sum_j (F_j - V_j) / (X - z_j), commitment to it.</summary>
    public static G1 CommitQuotient(ProverState state)
    {
        var (parts, omega) = (state.Parts, Fr.RootOfUnity(state.Size.LogRows));
        var weights = state.Challenges.ClaimWeights(state.Map.Claims);
        state.Claims = Claims.Create(state.Map, weights, omega, parts.Domain, parts.Linear, state.Evaluations, parts.Tile);
        var (combined, quotients) = (state.Opening[..3], state.Opening[3..]);
        Combine(state, combined);
        state.Workers.Run(3, state.Cancellation, (j, _) => FrVec.DivideByLinear(quotients[j], combined[j], state.Claims.Points[j]));
        Sum(state, quotients[0], quotients, [Fr.One, Fr.One, Fr.One]);
        return state.Commitments.Coefficients(quotients[0], state.Workers.Threads);
    }

    /// <summary>Step 7: W2 = L / (X - xi). The constants V_j do not reach the quotient.</summary>
    public static G1 CommitWitness(ProverState state)
    {
        var (combined, quotient) = (state.Opening[..3], state.Opening[3]);
        var separators = state.Claims.Separators(state.Challenges.Xi);
        Sum(state, quotient, [.. combined, quotient], [.. separators[..3], -separators[3]]);
        FrVec.DivideByLinear(quotient, quotient, state.Challenges.Xi);
        return state.Commitments.Coefficients(quotient, state.Workers.Threads);
    }

    /// <summary>result = sum weights[k] vectors[k].</summary>
    private static void Sum(ProverState state, FrVector result, FrVector[] vectors, Fr[] weights) =>
        state.Workers.RunRows(result.Length, state.Cancellation, (start, end) =>
            FrVec.Combine(result.Slice(start, end - start), [.. vectors.Select(vector => vector.Slice(start, end - start))], weights));

    /// <summary>F_j, block by block, so that a block stays in the cache while all columns are added to it.</summary>
    private static void Combine(ProverState state, FrVector[] combined)
    {
        var blocks = (combined[0].Length + Block - 1) / Block;
        state.Workers.Run(3 * blocks, state.Cancellation, (item, _) =>
        {
            var (j, start) = (item / blocks, item % blocks * Block);
            Combine(state, j, start, combined[j].Slice(start, Math.Min(Block, combined[j].Length - start)));
        });
    }

    private static void Combine(ProverState state, int j, int start, FrVector target)
    {
        Span<FrVector> whole = stackalloc FrVector[state.Map.Count];
        Span<Fr> weights = stackalloc Fr[state.Map.Count];
        var count = 0;
        for (var column = 0; column < state.Map.Count; column++)
        {
            if (state.Columns[column].Length < start + target.Length || state.Claims.Weights[j][column].IsZero) continue;
            (whole[count], weights[count++]) = (state.Columns[column].Slice(start, target.Length), state.Claims.Weights[j][column]);
        }
        FrVec.Combine(target, whole[..count], weights[..count]);
        for (var column = 0; column < state.Map.Count; column++)
        {
            // Columns that end in this block.
            var length = state.Columns[column].Length - start;
            if (length > 0 && length < target.Length)
                FrVec.ScaleAdd(target.Slice(0, length), state.Columns[column].Slice(start, length), state.Claims.Weights[j][column]);
        }
    }
}
