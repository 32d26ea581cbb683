using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>An SRS from a known tau: everything is a multiple of the generator.</summary>
internal static class DevelopmentSrs
{
    public static Srs Create(Fr tau, int size, ReadOnlySpan<int> lagrangeLogs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Srs.MaximumSize);
        if (tau.IsZero || tau.Pow(Srs.MaximumSize) == Fr.One)
        {
            throw new ArgumentException("This tau is 0 or a root of unity; draw another one.", nameof(tau));
        }
        using var scalars = new FrArena(size);
        var powers = scalars.Rent(size);
        FrVec.Powers(powers, Fr.One, tau);
        var srs = new Srs(G1Transforms.MultiplyGenerator(powers), tau * G2Affine.Generator, isDevelopment: true);
        powers.Clear();
        foreach (var log in lagrangeLogs)
        {
            srs.SetLagrange(log, Lagrange(tau, log, size));
        }
        return srs;
    }

    /// <summary>L_i(tau) = omega^i (tau^n - 1) / (n (tau - omega^i)), times the generator.</summary>
    private static G1Affine[] Lagrange(in Fr tau, int log, int size)
    {
        if (log is < 0 or > 28 || 1 << log > size)
        {
            throw new ArgumentOutOfRangeException(nameof(log), $"A Lagrange basis of size 2^{log} does not fit an SRS of {size} powers.");
        }
        var n = 1 << log;
        using var arena = new FrArena(3L * (n + 8));
        FrVector roots = arena.Rent(n), values = arena.Rent(n), scratch = arena.Rent(n);
        FrVec.Powers(roots, Fr.One, Fr.RootOfUnity(log));
        FrVec.Scale(values, roots, -Fr.One);
        FrVec.AddConstant(values, values, tau);
        FrVec.BatchInvert(values, scratch);
        FrVec.Multiply(values, values, roots);
        FrVec.Scale(values, values, (tau.Pow((ulong)n) - Fr.One) * Fr.FromInt64(n).Inverse());
        var basis = G1Transforms.MultiplyGenerator(values);
        values.Clear();
        scratch.Clear();
        return basis;
    }
}
