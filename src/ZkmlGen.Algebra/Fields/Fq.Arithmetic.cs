using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

public readonly partial struct Fq
{
    /// <summary>True for 0.</summary>
    public bool IsZero => (L0 | L1 | L2 | L3) == 0;

    /// <summary>r = a + b. r may be an operand, here and below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(in Fq a, in Fq b, out Fq r) => Montgomery<FqField>.Add(AsLimbs(a), AsLimbs(b), out OutLimbs(out r));

    /// <summary>r = 2 a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Double(in Fq a, out Fq r) => Add(a, a, out r);

    /// <summary>r = a - b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(in Fq a, in Fq b, out Fq r) => Montgomery<FqField>.Subtract(AsLimbs(a), AsLimbs(b), out OutLimbs(out r));

    /// <summary>r = -a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Negate(in Fq a, out Fq r) => Subtract(Zero, a, out r);

    /// <summary>r = a b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply(in Fq a, in Fq b, out Fq r) => Montgomery<FqField>.Multiply(AsLimbs(a), AsLimbs(b), out OutLimbs(out r));

    /// <summary>r = a^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Square(in Fq a, out Fq r) => Montgomery<FqField>.Square(AsLimbs(a), out OutLimbs(out r));

    /// <summary>a^-1; the inverse of 0 is 0. Variable time.</summary>
    public Fq Inverse()
    {
        Montgomery<FqField>.Invert(AsLimbs(this), out OutLimbs(out var r));
        return r;
    }

    /// <summary>a^exponent. Variable time.</summary>
    public Fq Pow(ulong exponent)
    {
        Montgomery<FqField>.Pow(AsLimbs(this), [exponent], out OutLimbs(out var r));
        return r;
    }

    /// <summary>The root a^((q+1)/4) if a is a square (0 is one); false otherwise. Variable time.</summary>
    public bool TrySqrt(out Fq root)
    {
        Montgomery<FqField>.Pow(AsLimbs(this), [0x4f082305b61f3f52, 0x65e05aa45a1c72a3, 0x6e14116da0605617, 0x0c19139cb84c680a], out OutLimbs(out root));
        return root * root == this;
    }

    /// <summary>Sugar for cold code.</summary>
    public static Fq operator +(in Fq a, in Fq b) { Add(a, b, out var r); return r; }
    /// <summary>Sugar for cold code.</summary>
    public static Fq operator -(in Fq a, in Fq b) { Subtract(a, b, out var r); return r; }
    /// <summary>Sugar for cold code.</summary>
    public static Fq operator *(in Fq a, in Fq b) { Multiply(a, b, out var r); return r; }
    /// <summary>Sugar for cold code.</summary>
    public static Fq operator -(in Fq a) { Negate(a, out var r); return r; }
    /// <summary>Equality of canonical limbs.</summary>
    public static bool operator ==(in Fq a, in Fq b) => a.Equals(b);
    /// <summary>Inequality of canonical limbs.</summary>
    public static bool operator !=(in Fq a, in Fq b) => !a.Equals(b);
}
