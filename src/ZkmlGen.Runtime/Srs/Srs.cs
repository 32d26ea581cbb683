using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>
/// A universal structured reference string on BN254: [tau^i]_1 for i below Size, [1]_2 and [tau]_2. Immutable but for the Lagrange bases, which are made
/// when first asked for and kept; shared by threads.
/// </summary>
public sealed class Srs
{
    /// <summary>What everything made from a development SRS has to say.</summary>
    public const string DevelopmentWarning = "DEV SRS: DO NOT DEPLOY";

    /// <summary>The largest number of powers: a domain of size 2^28 is the largest that the scalar field has.</summary>
    public const int MaximumSize = 1 << 28;

    private readonly ReadOnlyMemory<G1Affine> powers;
    private readonly byte[] digest;
    private readonly SortedDictionary<int, ReadOnlyMemory<G1Affine>> bases = [];

    internal Srs(ReadOnlyMemory<G1Affine> powers, in G2Affine tauG2, bool isDevelopment)
    {
        this.powers = powers;
        TauG2 = tauG2;
        IsDevelopment = isDevelopment;
        digest = SrsDigest.Compute(tauG2);
    }

    /// <summary>Number of powers.</summary>
    public int Size => powers.Length;
    /// <summary>[tau^i]_1, i below Size.</summary>
    internal ReadOnlyMemory<G1Affine> Powers => powers;
    /// <summary>[1]_2.</summary>
    public G2Affine G2 => G2Affine.Generator;
    /// <summary>[tau]_2.</summary>
    public G2Affine TauG2 { get; }
    /// <summary>True if tau was drawn on this machine: whoever made it could have kept it.</summary>
    public bool IsDevelopment { get; }
    /// <summary>keccak256([1]_1, [1]_2, [tau]_2): the same for every number of powers, and in keys and contracts.</summary>
    public ReadOnlySpan<byte> Digest => digest;

    /// <summary>A new SRS from the operating system's randomness; tau is thrown away. Lagrange bases for the given sizes 2^log are made on the way, at little cost.</summary>
    public static Srs CreateDevelopment(int size, params ReadOnlySpan<int> lagrangeLogs) => DevelopmentSrs.Create(Fr.Random(), size, lagrangeLogs);

    /// <summary>For tests only: tau is keccak256(seed), which everybody can compute.</summary>
    internal static Srs CreateDevelopment(int size, ReadOnlySpan<byte> seed, params ReadOnlySpan<int> lagrangeLogs) =>
        DevelopmentSrs.Create(Fr.ReadReduced(Keccak256.Hash(seed)), size, lagrangeLogs);

    /// <summary>[L_i(tau)]_1 for the domain of size 2^log, at most Size.</summary>
    internal ReadOnlyMemory<G1Affine> Lagrange(int log)
    {
        if (log is < 0 or > 28 || 1 << log > Size)
        {
            throw new ArgumentOutOfRangeException(nameof(log), $"A Lagrange basis of size 2^{log} needs as many powers of tau; this SRS has {Size}.");
        }
        lock (bases)
        {
            if (!bases.TryGetValue(log, out var basis))
            {
                bases[log] = basis = G1Transforms.ToLagrange(powers.Span, log);
                GC.KeepAlive(this);
            }
            return basis;
        }
    }

    /// <summary>The logs of the Lagrange bases that are at hand, ascending.</summary>
    internal int[] LagrangeLogs
    {
        get
        {
            lock (bases)
            {
                return [.. bases.Keys];
            }
        }
    }

    /// <summary>Takes a basis that was computed elsewhere.</summary>
    internal void SetLagrange(int log, ReadOnlyMemory<G1Affine> basis)
    {
        lock (bases)
        {
            bases[log] = basis;
        }
    }
}
