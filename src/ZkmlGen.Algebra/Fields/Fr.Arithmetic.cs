using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

public readonly partial struct Fr
{
    /// <summary>True for 0.</summary>
    public bool IsZero => (L0 | L1 | L2 | L3) == 0;

    /// <summary>r = a + b. r may be an operand, here and below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(in Fr a, in Fr b, out Fr r) => Montgomery<FrField>.Add(AsLimbs(a), AsLimbs(b), out OutLimbs(out r));

    /// <summary>r = 2 a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Double(in Fr a, out Fr r) => Add(a, a, out r);

    /// <summary>r = a - b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(in Fr a, in Fr b, out Fr r) => Montgomery<FrField>.Subtract(AsLimbs(a), AsLimbs(b), out OutLimbs(out r));

    /// <summary>r = -a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Negate(in Fr a, out Fr r) => Subtract(Zero, a, out r);

    /// <summary>r = a b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply(in Fr a, in Fr b, out Fr r) => Montgomery<FrField>.Multiply(AsLimbs(a), AsLimbs(b), out OutLimbs(out r));

    /// <summary>r = a^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Square(in Fr a, out Fr r) => Montgomery<FrField>.Square(AsLimbs(a), out OutLimbs(out r));

    /// <summary>a^-1; the inverse of 0 is 0. Variable time.</summary>
    public Fr Inverse()
    {
        Montgomery<FrField>.Invert(AsLimbs(this), out OutLimbs(out var r));
        return r;
    }

    /// <summary>a^exponent. Variable time.</summary>
    public Fr Pow(ulong exponent)
    {
        Montgomery<FrField>.Pow(AsLimbs(this), [exponent], out OutLimbs(out var r));
        return r;
    }

    /// <summary>A generator of the subgroup of order 2^log, log at most 28: 5^((r-1)/2^log).</summary>
    public static Fr RootOfUnity(int log)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(log);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(log, 28);
        var root = new Fr(0x17d788b88d13d9b8, 0xe11ff4fe769478dc, 0xa1d07e4ddf157aa0, 0x02ec85ab8cb29d27);
        for (; log < 28; log++)
        {
            Square(root, out root);
        }
        return root;
    }

    /// <summary>Sugar for cold code.</summary>
    public static Fr operator +(in Fr a, in Fr b) { Add(a, b, out var r); return r; }
    /// <summary>Sugar for cold code.</summary>
    public static Fr operator -(in Fr a, in Fr b) { Subtract(a, b, out var r); return r; }
    /// <summary>Sugar for cold code.</summary>
    public static Fr operator *(in Fr a, in Fr b) { Multiply(a, b, out var r); return r; }
    /// <summary>Sugar for cold code.</summary>
    public static Fr operator -(in Fr a) { Negate(a, out var r); return r; }
    /// <summary>Equality of canonical limbs.</summary>
    public static bool operator ==(in Fr a, in Fr b) => a.Equals(b);
    /// <summary>Inequality of canonical limbs.</summary>
    public static bool operator !=(in Fr a, in Fr b) => !a.Equals(b);
}
