using ZkmlGen.Algebra;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Protocol;

namespace ZkmlGen.Runtime;

/// <summary>
/// Makes proofs of one model. Its memory is sized once and used for every proof; proofs are made one at a time, on several threads.
/// </summary>
public sealed class ZkProver : IDisposable
{
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
    /// Infers and proves, for a context and with commitments. One array per model input, row-major; the shapes are those of the model with batch 1.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// Another number of inputs or elements, a value that is not finite, or a commitment to something else.
    /// </exception>
    /// <exception cref="ZkRangeException">A value leaves the range that the circuit was compiled for.</exception>
    /// <exception cref="OperationCanceledException">The proof was cancelled; the prover can go on with another one.</exception>
    public ZkProof Prove(
        ReadOnlySpan<float[]> inputs, ZkContext context = default, IProgress<ProveProgress>? progress = null, CancellationToken cancellation = default,
        ZkCommitments commitments = default)
    {
        lock (running)
        {
            var clock = new StageClock(progress, cancellation);
            clock.Start(0, "infer");
            var trace = inference.Run(inputs);
            var packed = inference.Words.FromCells(trace.Act);
            state.Words = inference.Words.Public(packed);
            state.Context = context;
            var opened = Open(packed, commitments);
            state.Cancellation = cancellation;
            var bytes = Protocol.Prover.Prove(state, trace, clock);
            LastTimings = clock.Finish();
            var form = inference.Circuit.Description.Disclosure.Form;
            return new ZkProof(bytes, state.Statement.ToIntegers(), context, opened, inference.Words.Outputs(packed), form);
        }
    }

    /// <summary>A fresh commitment to inputs, for proofs that are to carry the same one.</summary>
    /// <exception cref="ArgumentException">The model does not commit to its inputs, or these are none of it.</exception>
    /// <exception cref="ZkRangeException">A value leaves the range that the circuit was compiled for.</exception>
    public ZkCommitment Commit(ReadOnlySpan<float[]> inputs)
    {
        var circuit = inference.Circuit.Description;
        if (circuit.Disclosure.Input != Visibility.Committed)
            throw new ArgumentException($"The model '{circuit.Name}' does not commit to its inputs: compile it with Input = Committed.", nameof(inputs));
        lock (running)
        {
            return Open(inference.Words.Committed(inference.Pack(inputs))[0], 0, null, "input");
        }
    }

    /// <summary>The commitments of the statement: given ones have to be of these words.</summary>
    private ZkCommitments Open(Fr[] packed, ZkCommitments given)
    {
        var disclosure = inference.Circuit.Description.Disclosure;
        var words = inference.Words.Committed(packed);
        var input = disclosure.Input == Visibility.Committed ? Open(words[0], 0, given.Input, "input") : Refuse(given.Input, "input");
        var output = disclosure.Output == Visibility.Committed ? Open(words[^1], words.Length - 1, given.Output, "output") : Refuse(given.Output, "output");
        state.Committed = [.. new[] { input, output }.OfType<ZkCommitment>().Select(commitment => commitment.Point)];
        return new(input, output);
    }

    private ZkCommitment Open(Fr[] words, int index, ZkCommitment? given, string port)
    {
        var column = state.Columns[state.Map.Committed(index)];
        column.Slice(0, words.Length).CopyFrom(words);
        column[words.Length] = given?.Blinding ?? state.Random.Next();
        var commitment = new ZkCommitment(state.Commitments.Coefficients(column, state.Workers.Threads).ToAffine(), column[words.Length]);
        if (given is null || given.Equals(commitment)) return commitment;
        throw new ArgumentException($"The commitment to the {port} of '{state.Description.Name}' is one to other values, or of another SRS.", nameof(given));
    }

    private ZkCommitment? Refuse(ZkCommitment? given, string port) => given is null
        ? null
        : throw new ArgumentException($"The model '{state.Description.Name}' does not commit to its {port}, but a commitment was given.", nameof(given));

    /// <inheritdoc/>
    public void Dispose()
    {
        state.Dispose();
        inference.Dispose();
    }
}
