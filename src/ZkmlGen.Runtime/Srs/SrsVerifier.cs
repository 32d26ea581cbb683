using System.Security.Cryptography;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>
/// Checks that points are the powers of one tau. With random rho_i, e(sum rho_i P_(i+1), [1]_2) = e(sum rho_i P_i, [tau]_2) for all i below Size - 1 says
/// P_(i+1) = tau P_i for every i, but for the probability 1/r; P_0 = [1]_1 then fixes all. Points are on their curves and in their groups by construction.
/// </summary>
public static class SrsVerifier
{
    /// <summary>Passes, or throws.</summary>
    /// <exception cref="InvalidDataException">The SRS is not one; the message says what is wrong. name stands for it in the message.</exception>
    public static void Verify(Srs srs, string name = "The SRS")
    {
        if (srs.Powers[0] != G1Affine.Generator)
        {
            throw new InvalidDataException($"{name} is no SRS: its first point is not the generator of G1.");
        }
        if (srs.TauG2.IsInfinity || srs.TauG2 == G2Affine.Generator)
        {
            throw new InvalidDataException($"{name} is no SRS: its tau is {(srs.TauG2.IsInfinity ? 0 : 1)}.");
        }
        if (!ArePowers(srs))
        {
            throw new InvalidDataException($"{name} is no SRS: its points are not the powers of one tau (a point was changed, swapped or lost).");
        }
    }

    private static bool ArePowers(Srs srs)
    {
        using var arena = new FrArena(srs.Size);
        var rho = RandomVector(arena, srs.Size - 1);
        var next = Sum(srs.Powers[1..], rho);
        var these = Sum(srs.Powers[..^1], rho);
        return Pairing.Check([next, these.Negate()], [G2Affine.Generator, srs.TauG2]);
    }

    private static G1Affine Sum(ReadOnlySpan<G1Affine> points, FrVector scalars)
    {
        using var bases = new MsmBases(points);
        return bases.Multiply(scalars, Environment.ProcessorCount).ToAffine();
    }

    private static FrVector RandomVector(FrArena arena, int length)
    {
        var vector = arena.Rent(length);
        Span<byte> bytes = stackalloc byte[32];
        for (var i = 0; i < length; i++)
        {
            RandomNumberGenerator.Fill(bytes);
            vector[i] = Fr.ReadReduced(bytes);
        }
        return vector;
    }
}
