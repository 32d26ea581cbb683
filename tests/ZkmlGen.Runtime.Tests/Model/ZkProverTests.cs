using Xunit;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;

namespace ZkmlGen.Runtime.Tests.Model;

public sealed class ZkProverTests
{
    private static readonly TinyNetwork network = new(3);
    private static readonly KeyPair keys = Setups.Keys(network.Circuit());

    [Fact]
    public void Progress_and_times_name_all_stages()
    {
        using var prover = Setups.Prover(network.Circuit(), keys);
        Assert.Null(prover.LastTimings);
        var listener = new Listener();
        using var proof = prover.Prove([TinyNetwork.Image(1)], progress: listener);
        Assert.Equal(Enumerable.Range(0, ProveProgress.Steps + 1), listener.Heard.Select(progress => progress.Step));
        Assert.Equal(listener.Heard.SkipLast(1).Select(progress => progress.Name), prover.LastTimings!.Rounds.Select(round => round.Key));
        Assert.All(prover.LastTimings.Rounds, round => Assert.True(round.Value >= 0));
        Assert.Equal(prover.LastTimings.WitnessSeconds, prover.LastTimings.Rounds[0].Value);
    }

    [Fact]
    public void A_cancelled_prover_can_prove_again()
    {
        using var prover = Setups.Prover(network.Circuit(), keys);
        for (var step = 0; step < ProveProgress.Steps; step++)
        {
            using var source = new CancellationTokenSource();
            var listener = new Listener { At = step, Do = source.Cancel };
            Assert.ThrowsAny<OperationCanceledException>(() => prover.Prove([TinyNetwork.Image(1)], progress: listener, cancellation: source.Token));
        }
        using var proof = prover.Prove([TinyNetwork.Image(1)]);
        Assert.True(new ZkVerifier(keys.Verifying).Verify(proof));
    }

    [Fact]
    public void Bad_challenges_are_drawn_again()
    {
        using var prover = Setups.Prover(network.Circuit(), keys);
        var failures = 3;
        prover.State.Tamper = (step, _) =>
        {
            if (step == 2 && failures-- > 0) throw new RedrawException();
        };
        using var proof = prover.Prove([TinyNetwork.Image(1)]);
        Assert.True(new ZkVerifier(keys.Verifying).Verify(proof));
        prover.State.Tamper = (_, _) => throw new RedrawException();
        Assert.Contains("randomness", Assert.Throws<InvalidOperationException>(() => prover.Prove([TinyNetwork.Image(1)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_outside_its_table_is_an_error_and_no_proof()
    {
        var circuit = network.Circuit();
        circuit.Cheats[network.Input] = _ => (999, 0, 0);
        using var prover = Setups.Prover(circuit, keys);
        Assert.Contains("outside their ranges", Assert.Throws<InvalidOperationException>(() => prover.Prove([TinyNetwork.Image(1)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Proofs_carry_their_outputs_until_disposed()
    {
        using var prover = Setups.Prover(network.Circuit(), keys);
        using var inference = new ZkInference(network.Circuit(), network.Circuit().Files);
        var image = TinyNetwork.Image(1);
        var proof = prover.Prove([image]);
        Assert.Equal(inference.Infer([image])[0], proof.Output);
        Assert.Equal(new ZkVerifier(keys.Verifying).Decode([.. proof.PublicValues])[0], proof.Output);
        proof.Dispose();
        Assert.Throws<ObjectDisposedException>(() => proof.Bytes);
        Assert.Throws<ObjectDisposedException>(() => proof.Output);
    }

    [Fact]
    public void Keys_of_other_circuits_and_models_are_refused()
    {
        var other = new TinyNetwork(4).Circuit();
        Assert.Contains("another model file", Refused(other), StringComparison.Ordinal);
        Assert.Contains("another circuit", Refused(new TinyNetwork(3, chain: -15).Circuit()), StringComparison.Ordinal);
        var message = Assert.Throws<InvalidDataException>(() => new ZkProver(network.Circuit(), other.Files, keys.Proving)).Message;
        Assert.Contains("not the one that its code was generated from", message, StringComparison.Ordinal);

        static string Refused(InterpretedCircuit circuit) => Assert.Throws<InvalidDataException>(() => new ZkProver(circuit, circuit.Files, keys.Proving)).Message;
    }

    private sealed class Listener : IProgress<ProveProgress>
    {
        public List<ProveProgress> Heard { get; } = [];
        public int At { get; init; } = -1;
        public Action Do { get; init; } = () => { };

        public void Report(ProveProgress value)
        {
            Heard.Add(value);
            if (value.Step == At) Do();
        }
    }
}
