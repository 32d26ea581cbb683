using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>The prover of docs/protocol.md, section 5, from a filled trace on. One proof at a time.</summary>
internal static class Prover
{
    private const int Attempts = 8;

    /// <summary>The proof of state.Words and state.Committed for the cells of the trace.</summary>
    /// <exception cref="InvalidOperationException">Every attempt met a bad challenge.</exception>
    public static byte[] Prove(ProverState state, in Trace trace, StageClock clock)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            try
            {
                return Attempt(state, trace, clock);
            }
            catch (RedrawException)
            {
                // Fresh blinding, fresh challenges.
            }
        }
        throw new InvalidOperationException($"{Attempts} proofs in a row met a bad challenge: the source of randomness is broken.");
    }

    /// <exception cref="RedrawException">A challenge is one of the few bad ones: try again.</exception>
    private static byte[] Attempt(ProverState state, in Trace trace, StageClock clock)
    {
        clock.Start(1, "commit to the cells");
        // Step 0
        state.Tamper?.Invoke(0, state);
        state.Proof = new byte[state.Layout.Length];
        state.Challenges = new Challenges(new KeccakTranscript(state.Key.Digest, state.Context, state.Statement.Write()));

        // Step 1
        CellColumns.Fill(state, trace);
        ProverMessages.SendCells(state);
        if (state.Challenges.B.IsZero) throw new RedrawException();

        clock.Start(2, "transpose the linear maps");
        // Step 2
        TileArgument.DrawMask(state);
        TransposedColumns.Compute(state, () => HelperColumns.FillTable(state));
        HelperColumns.Fill(state);
        ProverMessages.SendColumns(state, 2);
        if (state.Challenges.Y.IsZero) throw new RedrawException();

        clock.Start(3, "sum up rows and tiles");
        // Step 3
        RunningSums.Fill(state, () => TileArgument.FillPolynomials(state));
        TileArgument.Fold(state);
        ProverMessages.SendSums(state);

        clock.Start(4, "divide the constraints");
        // Step 4
        ProverMessages.Interpolate(state);
        QuotientStage.Fill(state);
        ProverMessages.SendColumns(state, 4);

        clock.Start(5, "evaluate");
        // Step 5
        EvaluationStage.Evaluate(state);
        ProverMessages.SendEvaluations(state);

        clock.Start(6, "open: quotient");
        // Step 6
        ProverMessages.SendPoint(state, 6, OpeningStage.CommitQuotient(state));

        clock.Start(7, "open: witness");
        // Step 7
        ProverMessages.SendPoint(state, 7, OpeningStage.CommitWitness(state));
        ProverMessages.AppendWeights(state);
        return state.Proof;
    }
}
