using ZkmlGen.Runtime.Protocol;

namespace ZkmlGen.Runtime;

/// <summary>
/// Makes proofs of one model. Its memory is sized once and used for every proof; proofs are made one at a time, on several threads.
/// </summary>
public sealed class ZkProver : IDisposable
{
    private const int Attempts = 8;
    private readonly Lock running = new();
    private readonly ZkInference inference;
    private readonly ProverState state;

    /// <summary>A prover with threads threads (0: one per processor).</summary>
    /// <exception cref="InvalidDataException">Key, circuit and model file do not belong together.</exception>
    public ZkProver(ZkCircuit circuit, ModelFiles files, ProvingKey key, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        key.RequireCircuit(circuit);
        inference = new ZkInference(circuit, files);
        state = new ProverState(circuit, inference.Weights, key, threads == 0 ? Environment.ProcessorCount : threads);
    }

    /// <summary>Times of the last proof; null before the first.</summary>
    public ProveTimings? LastTimings { get; private set; }

    internal ProverState State => state;

    /// <summary>
    /// Infers and proves, for a context. One array per model input, row-major; the shapes are those of the model with batch 1.
    /// </summary>
    /// <exception cref="ArgumentException">Another number of inputs or elements, or a value that is not finite.</exception>
    /// <exception cref="ZkRangeException">A value leaves the range that the circuit was compiled for.</exception>
    /// <exception cref="OperationCanceledException">The proof was cancelled; the prover can go on with another one.</exception>
    public ZkProof Prove(
        ReadOnlySpan<float[]> inputs, ZkContext context = default, IProgress<ProveProgress>? progress = null, CancellationToken cancellation = default)
    {
        lock (running)
        {
            var clock = new StageClock(progress, cancellation);
            clock.Start(0, "infer");
            var trace = inference.Run(inputs);
            var packed = inference.Words.FromCells(trace.Act);
            state.Words = inference.Words.Public(packed);
            state.Context = context;
            state.Cancellation = cancellation;
            var bytes = ProveTrace(trace, clock);
            LastTimings = clock.Finish();
            var form = inference.Circuit.Description.Disclosure.Form;
            return new ZkProof(bytes, [.. state.Words.Select(word => word.ToBigInteger())], context, inference.Words.Outputs(packed), form);
        }
    }

    private byte[] ProveTrace(in Trace trace, StageClock clock)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            try
            {
                return Prover.Prove(state, trace, clock);
            }
            catch (RedrawException)
            {
                // Fresh blinding, fresh challenges.
            }
        }
        throw new InvalidOperationException($"{Attempts} proofs in a row met a bad challenge: the source of randomness is broken.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        state.Dispose();
        inference.Dispose();
    }
}
