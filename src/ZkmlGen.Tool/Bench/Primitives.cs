using ZkmlGen.Algebra;

namespace ZkmlGen.Tool.Bench;

/// <summary>Measures what proofs are made of: products, transforms, sums of points, pairings.</summary>
internal sealed class Primitives : IDisposable
{
    /// <summary>So many elements stay in a core's nearest cache.</summary>
    private const int Elements = 512;
    private const int LargestLog = 18, WordsLog = 16;
    private readonly Meter meter;
    private readonly FrArena arena = new(1 << LargestLog);
    private readonly FrVector scalars;
    private readonly G1Affine[] points;
    private readonly int[] words;

    /// <summary>Makes random points and scalars for the sums.</summary>
    public Primitives(Meter meter)
    {
        this.meter = meter;
        scalars = RandomVector(arena, 1 << LargestLog);
        points = G1Transforms.MultiplyGenerator(scalars);
        FrVec.Powers(scalars, Fr.Random(), Fr.Random());
        var random = new Random(1);
        words = [.. Enumerable.Range(0, 1 << WordsLog).Select(_ => random.Next(short.MinValue, short.MaxValue + 1))];
    }

    /// <summary>
    /// Times by name, which ends in the unit. Transforms and sums of points share their work among the threads; of products and pairings one piece
    /// runs on each thread, and the time is divided by their number.
    /// </summary>
    public IReadOnlyDictionary<string, double> Measure(int threads) => new Dictionary<string, double>
    {
        ["threads"] = threads,
        ["fr_mul_ns"] = 1e9 * Products(threads, static (r, b) => FrVec.Multiply(r, r, b)),
        ["fq_mul_ns"] = 1e9 * Products(threads, FqProducts.Create().Multiply),
        ["fr_mul_scalar_ns"] = 1e9 * ScalarProducts(threads),
        ["ntt_2_16_ms"] = 1e3 * Transform(threads, 16),
        ["ntt_2_20_ms"] = 1e3 * Transform(threads, 20),
        ["msm_2_12_ms"] = 1e3 * Sum(12, (bases, values) => bases.Multiply(values, threads)),
        ["msm_2_16_ms"] = 1e3 * Sum(16, (bases, values) => bases.Multiply(values, threads)),
        ["msm_2_18_ms"] = 1e3 * Sum(18, (bases, values) => bases.Multiply(values, threads)),
        ["msm16_2_16_ms"] = 1e3 * Sum(WordsLog, (bases, _) => bases.Multiply(words, threads)),
        ["pairing_check_ms"] = 1e3 * PairingCheck(threads),
    };

    /// <inheritdoc/>
    public void Dispose() => arena.Dispose();

    private double Products(int threads, Action<FrVector, FrVector> multiply)
    {
        using var memory = new FrArena(2L * Elements * threads);
        return SideBySide(threads, () =>
        {
            FrVector r = RandomVector(memory, Elements), b = RandomVector(memory, Elements);
            return () => multiply(r, b);
        }) / Elements;
    }

    private double ScalarProducts(int threads) => SideBySide(threads, static () =>
    {
        Fr[] r = [.. Enumerable.Range(0, Elements).Select(_ => Fr.Random())], b = [.. r];
        return () =>
        {
            for (var i = 0; i < r.Length; i++) Fr.Multiply(r[i], b[i], out r[i]);
        };
    }) / Elements;

    private double Transform(int threads, int log)
    {
        using var memory = new FrArena(1L << log);
        var vector = RandomVector(memory, 1 << log);
        return meter.Seconds(() => NttDomain.Get(log).Forward(vector, threads));
    }

    private double Sum(int log, Func<MsmBases, FrVector, G1> multiply)
    {
        using var bases = new MsmBases(points.AsSpan(0, 1 << log));
        var values = scalars.Slice(0, 1 << log);
        return meter.Seconds(() => multiply(bases, values));
    }

    private double PairingCheck(int threads) => SideBySide(threads, static () =>
    {
        G1Affine[] left = [G1Affine.Generator, G1Affine.Generator.Negate()];
        G2Affine[] right = [G2Affine.Generator, G2Affine.Generator];
        return () => Pairing.Check(left, right);
    });

    private double SideBySide(int threads, Func<Action> piece) => meter.Seconds([.. Enumerable.Range(0, threads).Select(_ => piece())]);

    private static FrVector RandomVector(FrArena arena, int length)
    {
        var vector = arena.Rent(length);
        FrVec.Powers(vector, Fr.Random(), Fr.Random());
        return vector;
    }
}
