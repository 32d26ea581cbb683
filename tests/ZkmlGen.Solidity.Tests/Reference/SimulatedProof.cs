using System.Numerics;
using ZkmlGen.Circuit;

namespace ZkmlGen.Solidity.Tests.Reference;

/// <summary>
/// A proof made with the setup's secret: commitments and values are random, only hint and W2 are computed, so that every equation of section 6 holds. It is
/// accepted exactly by a verifier that computes what section 6 says, each scalar of it.
/// </summary>
internal sealed class SimulatedProof
{
    private readonly SimulatedKey key;
    private readonly CircuitDescription circuit;
    private readonly Random random;
    private readonly IGeometry geometry;
    private readonly List<byte> bytes = [];
    private readonly BigInteger[] commitments;
    private readonly Dictionary<string, BigInteger> logarithms = [];
    private readonly Dictionary<string, BigInteger> values = [];

    public SimulatedProof(SimulatedKey key, int seed, IGeometry? geometry = null)
    {
        (this.key, circuit, random) = (key, key.Circuit, new Random(seed));
        this.geometry = geometry ?? new ReferenceGeometry();
        Words = [.. Enumerable.Range(0, circuit.PublicWords).Select(_ => Field.Random(random))];
        random.NextBytes(Context);
        commitments = [.. circuit.Commitments.Select(_ => Field.Random(random))];
        NameKey();
        Make();
    }

    public BigInteger[] Words { get; }
    public byte[] WordBytes => [.. Words.SelectMany(Field.Word), .. commitments.SelectMany(SimulatedKey.Bytes), .. WeightsDigest];
    public BigInteger[] Values => [.. WordBytes.Chunk(32).Select(word => Field.Number(word))];
    public byte[] Context { get; } = new byte[32];
    public byte[] Bytes => [.. bytes];

    private byte[] SentWeights => circuit.SentWeights > 0 ? [.. key.Weights.SelectMany(SimulatedKey.Bytes)] : [];
    private byte[] WeightsDigest => circuit.SentWeights > 0 ? ReferenceTranscript.Keccak(SentWeights) : [];
    private int W => circuit.Size.Lanes;
    private string[] Lanes(string name) => [.. Enumerable.Range(0, W).Select(c => name + c)];
    private string[] SentColumns => [.. Lanes("y"), .. Lanes("n"), .. Lanes("r"), "tag", "lo", "hT", .. circuit.HasSquares ? new[] { "q" } : []];

    private void NameKey()
    {
        string[] names = circuit.HasSquares ? ["P", "lo", "tag", "q", "D", "Ttag", "Tval"] : ["P", "lo", "tag", "Ttag", "Tval"];
        for (var k = 0; k < names.Length; k++) logarithms[names[k]] = key.Fixed[k];
    }

    private void Make()
    {
        var transcript = new ReferenceTranscript(key.Key.Digest.ToArray(), Context, Values);
        Send(transcript, 1, [.. Lanes("y"), .. Lanes("n"), .. Lanes("r"), "mult"], []);
        var (b, g, theta) = (transcript.Challenge(0), transcript.Challenge(1), transcript.Challenge(2));
        Send(transcript, 2, [.. Lanes("U"), .. Lanes("h"), "hT", "m"], []);
        var (y, kappa) = (transcript.Challenge(0), transcript.Challenge(1));
        Send(transcript, 3, ["A", "Z", "Q", "S"], ["c'"]);
        var alpha = transcript.Challenge(0);
        Send(transcript, 4, ["t0", "t1"], []);
        var zeta = transcript.Challenge(0);
        var challenges = new ReferenceChallenges(b, g, theta, y, kappa, alpha, zeta, 0, 0);
        values["hint"] = Domain(zeta);
        Send(transcript, 5, [], [.. SentColumns, "u", "v", "hint"]);
        challenges = challenges with { Nu = transcript.Challenge(0) };
        Send(transcript, 6, ["W"], []);
        challenges = challenges with { Xi = transcript.Challenge(0) };
        var combination = Combination(challenges);
        Send(transcript, 7, [], []);
        bytes.AddRange(SimulatedKey.Bytes(Field.Reduce(combination * Field.Inverse(key.Tau - challenges.Xi))));
        bytes.AddRange(SentWeights);
    }

    private void Send(ReferenceTranscript transcript, int step, string[] points, string[] scalars)
    {
        var message = new List<byte>();
        foreach (var name in points) message.AddRange(SimulatedKey.Bytes(logarithms[name] = Field.Random(random)));
        foreach (var name in scalars)
        {
            values.TryAdd(name, Field.Random(random));
            message.AddRange(Field.Word(values[name]));
        }
        transcript.Absorb(step, message);
        bytes.AddRange(message);
    }

    /// <summary>Check 3, and the hint.</summary>
    private BigInteger Domain(BigInteger zeta)
    {
        var (rows, active, omega) = (circuit.Size.Rows, circuit.Size.ActiveRows, Field.Omega(circuit.Size.LogRows));
        BigInteger Difference(int i) => zeta - Field.Power(omega, i);
        BigInteger Lagrange(int i) => Field.Reduce(Field.Power(omega, i) * (Field.Power(zeta, rows) - 1) * Field.Inverse(rows * Difference(i)));
        var reveal = circuit.PublicPorts.Select(port => circuit.Tensors[port.Tensor]).SelectMany(tensor => Enumerable.Range(tensor.Address / W, tensor.Size)).ToArray();
        values["on"] = Field.Reduce(1 - Enumerable.Range(active, 5).Aggregate(BigInteger.Zero, (sum, i) => sum + Lagrange(i)));
        values["end"] = Lagrange(active);
        values["last"] = Lagrange(rows - 1);
        values["V"] = Field.Reduce(Difference(rows - 2) * Difference(rows - 1));
        values["PI"] = Field.Reduce(reveal.Select((i, j) => Words[j] * Lagrange(i)).Aggregate(BigInteger.Zero, (sum, value) => sum + value));
        return Field.Inverse(Enumerable.Range(active, 5).Concat(reveal).Aggregate(zeta, (product, i) => Field.Reduce(product * Difference(i))));
    }

    /// <summary>The logarithm of [L].</summary>
    private BigInteger Combination(ReferenceChallenges ch)
    {
        var inverse = Field.Inverse(ch.Zeta);
        var vanishing = Field.Power(ch.Zeta, circuit.Size.Rows) - 1;
        var constraints = new Constraints(circuit, ch, values["c'"] + geometry.D(circuit, ch.B, ch.Y));
        var known = SentColumns.Concat(["on", "end", "last", "V", "PI"]).ToDictionary(name => name, name => values[name]);
        var constant = constraints.Combined(known);
        BigInteger Coefficient(string name) => constraints.Combined(new Dictionary<string, BigInteger>(known) { [name] = 1 }) - constant;
        BigInteger Linear(IEnumerable<string> names, string suffix) =>
            names.Aggregate(BigInteger.Zero, (sum, name) => sum + Field.Reduce(Coefficient(name + suffix)) * logarithms[name]);

        string[] linear = ["P", "Ttag", "Tval", "mult", .. Lanes("U"), .. Lanes("h"), "A", "Z", "Q", .. circuit.HasSquares ? new[] { "D" } : []];
        var tiles = key.Weights.Select((log, k) => log * Field.Power(ch.B, k / circuit.Size.TileInputs) * Field.Power(ch.Y, k % circuit.Size.TileInputs))
            .Aggregate(BigInteger.Zero, (sum, value) => Field.Reduce(sum + value));
        BigInteger Committed(BigInteger other) => circuit.Commitments.Zip(commitments, (group, logarithm) => logarithm * Enumerable.Range(0, group.Count)
            .Aggregate(BigInteger.Zero, (sum, t) => Field.Reduce(sum - Field.Power(ch.B, group.Address + t * W) * ch.Y * Field.Power(other, t))))
            .Aggregate(BigInteger.Zero, (sum, value) => sum + value);
        BigInteger Tile(BigInteger x, BigInteger other) => Committed(other) +
            geometry.E(circuit, ch.B, ch.Y, other) * tiles + Field.Power(other, 4) * logarithms["m"] - x * logarithms["S"];

        var (u, v) = (values["u"], values["v"]);
        var next = Field.Reduce(ch.Zeta * Field.Omega(circuit.Size.LogRows));
        var claims = SentColumns.Select(name => (logarithms[name], ch.Zeta, values[name])).ToList();
        claims.Add((Linear(linear, "") - vanishing * (logarithms["t0"] + (vanishing + 1) * logarithms["t1"]), ch.Zeta, -(constant + u)));
        claims.Add((Tile(ch.Zeta, inverse), ch.Zeta, 2 * values["c'"] - v));
        claims.Add((Linear(["A", "Z", "Q"], "'"), next, u));
        claims.Add((Tile(inverse, ch.Zeta), inverse, v));

        BigInteger[] points = [ch.Zeta, next, inverse];
        BigInteger Others(BigInteger point) => points.Where(z => z != point).Aggregate(BigInteger.One, (product, z) => Field.Reduce(product * (ch.Xi - z)));
        var sum = claims.Select((claim, i) => Field.Power(ch.Nu, i) * Others(claim.Item2) % Field.R * Field.Reduce(claim.Item1 - claim.Item3))
            .Aggregate(BigInteger.Zero, (total, value) => Field.Reduce(total + value));
        return Field.Reduce(sum - points.Aggregate(logarithms["W"], (product, z) => Field.Reduce(product * (ch.Xi - z))));
    }
}
