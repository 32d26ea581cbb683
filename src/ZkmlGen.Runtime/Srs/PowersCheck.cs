using System.Security.Cryptography;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>
/// Checks that points are the powers of one tau, chunk by chunk. With random rho_i of 128 bits, e(sum rho_i P_(i+1), [1]_2) = e(sum rho_i P_i, [tau]_2) says
/// P_(i+1) = tau P_i for every i, but for the probability 2^-128; P_0 = [1]_1 then fixes all. Points are on their curves and in their groups by construction.
/// </summary>
internal sealed class PowersCheck(string name)
{
    private const int RandomBytes = 16;
    private const int ChunkPoints = 1 << 16;
    private G1 these, next;
    private G1Affine? last;

    /// <summary>The next points.</summary>
    public void Add(ReadOnlySpan<G1Affine> points)
    {
        for (; points.Length > ChunkPoints; points = points[ChunkPoints..]) AddChunk(points[..ChunkPoints]);
        if (!points.IsEmpty) AddChunk(points);
    }

    /// <summary>Passes, or throws.</summary>
    /// <exception cref="InvalidDataException">The points are no powers of this tau, or tau is 0 or 1.</exception>
    public void Finish(in G2Affine tauG2)
    {
        if (tauG2.IsInfinity || tauG2 == G2Affine.Generator) throw Fault($"its tau is {(tauG2.IsInfinity ? 0 : 1)}");
        if (!Pairing.Check([next.ToAffine(), these.ToAffine().Negate()], [G2Affine.Generator, tauG2]))
            throw Fault("its points are not the powers of one tau (a point was changed, swapped or lost)");
    }

    private void AddChunk(ReadOnlySpan<G1Affine> points)
    {
        if (last is null && points[0] != G1Affine.Generator) throw Fault("its first point is not the generator of G1");
        ReadOnlySpan<G1Affine> chain = last is { } before ? [before, .. points] : points;
        last = points[^1];
        var pairs = chain.Length - 1;
        using var arena = new FrArena(2L * (chain.Length + 8));
        var rho = RandomVector(arena, pairs);
        these += Sum(chain[..^1], rho);
        next += Sum(chain[1..], rho);
    }

    private static G1 Sum(ReadOnlySpan<G1Affine> points, FrVector scalars)
    {
        using var bases = new MsmBases(points);
        return bases.Multiply(scalars, Environment.ProcessorCount);
    }

    private static FrVector RandomVector(FrArena arena, int length)
    {
        var vector = arena.Rent(length);
        Span<byte> bytes = stackalloc byte[32];
        for (var i = 0; i < length; i++)
        {
            RandomNumberGenerator.Fill(bytes[^RandomBytes..]);
            vector[i] = Fr.ReadReduced(bytes);
        }
        return vector;
    }

    private InvalidDataException Fault(string fault) => new($"{name} is no SRS: {fault}.");
}
