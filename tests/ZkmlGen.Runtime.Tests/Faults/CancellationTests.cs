using System.Diagnostics;
using Xunit;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Runtime.Tests.Faults;

/// <summary>A cancelled proof returns at once and leaves no trace: the next proof is the one that a fresh prover makes, byte for byte.</summary>
[Trait(SecurityReport.Trait, SecurityReport.Slow)]
public sealed class CancellationTests
{
    private const int Seed = 11;
    private const int RandomTimes = 200;
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(1);
    private static readonly TinyNetwork network = new(3);
    private static readonly KeyPair keys = Setups.Keys(network.Circuit());

    [Fact]
    public void At_every_stage()
    {
        var expected = FreshProof();
        for (var stage = 0; stage < ProveProgress.Steps; stage++)
        {
            using var prover = Setups.Prover(network.Circuit(), keys);
            using var source = new CancellationTokenSource();
            var listener = new Canceller(stage, source);
            Cancelled(prover, listener, source);
            Assert.Equal(stage, listener.Last);
            Assert.Equal(expected, Proof(prover));
            SecurityReport.Count("faults: proofs cancelled at a stage, then a good one");
        }
    }

    [Fact]
    public async Task At_any_time()
    {
        var expected = FreshProof();
        using var prover = Setups.Prover(network.Circuit(), keys);
        var start = Stopwatch.GetTimestamp();
        Proof(prover);
        var duration = Stopwatch.GetElapsedTime(start);
        var random = new Random(3);
        var cancelled = 0;
        for (var i = 0; i < RandomTimes; i++)
        {
            using var source = new CancellationTokenSource();
            var canceller = Task.Run(() =>
            {
                SpinWait.SpinUntil(() => false, duration * random.NextDouble());
                source.Cancel();
            });
            if (Cancelled(prover, null, source)) cancelled++;
            await canceller;
        }
        Assert.Equal(expected, Proof(prover));
        Assert.True(cancelled > RandomTimes / 10);
        SecurityReport.Count("faults: proofs cancelled at some time, then a good one", cancelled);
    }

    [Fact]
    public void Before_it_starts()
    {
        using var prover = Setups.Prover(network.Circuit(), keys);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.True(Cancelled(prover, null, source));
        Assert.Equal(FreshProof(), Proof(prover));
    }

    /// <summary>True if the proof was cancelled; it may have been done before.</summary>
    private static bool Cancelled(ZkProver prover, Canceller? listener, CancellationTokenSource source)
    {
        var asked = 0L;
        using var _ = source.Token.Register(() => asked = Stopwatch.GetTimestamp());
        try
        {
            using var proof = prover.Prove([TinyNetwork.Image(1)], progress: listener, cancellation: source.Token);
            Assert.True(listener is null, "The proof went on.");
            return false;
        }
        catch (OperationCanceledException)
        {
            if (asked != 0) Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.Zero, patience);
            return true;
        }
    }

    private static byte[] FreshProof()
    {
        using var prover = Setups.Prover(network.Circuit(), keys);
        return Proof(prover);
    }

    private static byte[] Proof(ZkProver prover)
    {
        prover.State.Random = new SeededRandom(Seed);
        using var proof = prover.Prove([TinyNetwork.Image(1)]);
        Assert.True(new ZkVerifier(keys.Verifying).Verify(proof));
        return proof.Bytes.ToArray();
    }

    private sealed class Canceller(int stage, CancellationTokenSource source) : IProgress<ProveProgress>
    {
        public int Last { get; private set; }

        public void Report(ProveProgress value)
        {
            Last = value.Step;
            if (value.Step == stage) source.Cancel();
        }
    }
}
