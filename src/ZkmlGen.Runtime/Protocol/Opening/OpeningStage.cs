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
        FrVec.Add(quotients[0], quotients[0], quotients[1]);
        FrVec.Add(quotients[0], quotients[0], quotients[2]);
        return state.Commitments.Coefficients(quotients[0], state.Workers.Threads);
    }

    /// <summary>Step 7: W2 = L / (X - xi). The constants V_j do not reach the quotient.</summary>
    public static G1 CommitWitness(ProverState state)
    {
        var (combined, quotient) = (state.Opening[..3], state.Opening[3]);
        var separators = state.Claims.Separators(state.Challenges.Xi);
        FrVec.Scale(quotient, quotient, -separators[3]);
        for (var j = 0; j < 3; j++) FrVec.ScaleAdd(quotient, combined[j], separators[j]);
        FrVec.DivideByLinear(quotient, quotient, state.Challenges.Xi);
        return state.Commitments.Coefficients(quotient, state.Workers.Threads);
    }

    /// <summary>F_j, block by block, so that a block stays in the cache while all columns are added to it.</summary>
    private static void Combine(ProverState state, FrVector[] combined)
    {
        var blocks = (combined[0].Length + Block - 1) / Block;
        state.Workers.Run(3 * blocks, state.Cancellation, (item, _) =>
        {
            var (j, start) = (item / blocks, item % blocks * Block);
            var target = combined[j].Slice(start, Math.Min(Block, combined[j].Length - start));
            target.Clear();
            for (var column = 0; column < state.Map.Count; column++)
            {
                var (source, weight) = (state.Columns[column], state.Claims.Weights[j][column]);
                var length = Math.Min(target.Length, source.Length - start);
                if (length > 0 && !weight.IsZero) FrVec.ScaleAdd(target.Slice(0, length), source.Slice(start, length), weight);
            }
        });
    }
}
