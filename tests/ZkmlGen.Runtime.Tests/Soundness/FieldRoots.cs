using System.Numerics;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Tests.Soundness;

/// <summary>Zeros of polynomials of degree up to 2.</summary>
internal static class FieldRoots
{
    private const int TwoAdicity = 28;
    private static readonly BigInteger order = (-Fr.One).ToBigInteger() + 1;

    /// <summary>A zero of f, which has degree at most 2; null if it has none.</summary>
    public static Fr? Find(Func<Fr, Fr> f)
    {
        var half = Fr.FromInt64(2).Inverse();
        var (constant, plus, minus) = (f(Fr.Zero), f(Fr.One), f(-Fr.One));
        var (square, linear) = ((plus + minus) * half - constant, (plus - minus) * half);
        if (square.IsZero) return linear.IsZero ? null : -constant * linear.Inverse();
        var root = SquareRoot(linear * linear - Fr.FromInt64(4) * square * constant);
        return root is null ? null : (root.Value - linear) * half * square.Inverse();
    }

    /// <summary>Tonelli and Shanks; null for a non-square.</summary>
    private static Fr? SquareRoot(Fr value)
    {
        if (value.IsZero) return value;
        var odd = order - 1 >> TwoAdicity;
        var (root, rest, unit, level) = (Power(value, (odd + 1) / 2), Power(value, odd), Fr.RootOfUnity(TwoAdicity), TwoAdicity);
        while (rest != Fr.One)
        {
            var log = 0;
            for (var power = rest; power != Fr.One; power *= power)
            {
                if (++log == level) return null;
            }
            for (var k = log + 1; k < level; k++) unit *= unit;
            root *= unit;
            unit *= unit;
            rest *= unit;
            level = log;
        }
        return root;
    }

    private static Fr Power(Fr value, BigInteger exponent) => Fr.FromBigInteger(BigInteger.ModPow(value.ToBigInteger(), exponent, order));
}
