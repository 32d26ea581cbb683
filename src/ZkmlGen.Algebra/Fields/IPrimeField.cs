namespace ZkmlGen.Algebra;

/// <summary>
/// The numbers of a prime p with 2^253 &lt; p &lt; 2^254, as constants that the JIT sees. R = 2^260 is the Montgomery factor.
/// </summary>
internal interface IPrimeField
{
    /// <summary>Limb 0 of p.</summary>
    static abstract ulong P0 { get; }
    /// <summary>Limb 1 of p.</summary>
    static abstract ulong P1 { get; }
    /// <summary>Limb 2 of p.</summary>
    static abstract ulong P2 { get; }
    /// <summary>Limb 3 of p.</summary>
    static abstract ulong P3 { get; }
    /// <summary>-1/p mod 2^64.</summary>
    static abstract ulong NegatedInverse { get; }
    /// <summary>The five 52-bit limbs of M = 2^-52 mod p, below p/7.</summary>
    static abstract ReadOnlySpan<ulong> M { get; }
    /// <summary>The limbs of M as doubles.</summary>
    static abstract ReadOnlySpan<double> MDoubles { get; }
    /// <summary>R mod p: 1 in Montgomery form.</summary>
    static abstract Limbs R { get; }
    /// <summary>R^2 mod p: multiplying by it enters Montgomery form.</summary>
    static abstract Limbs RSquared { get; }
}

/// <summary>The scalar field of BN254.</summary>
internal readonly struct FrField : IPrimeField
{
    public static ulong P0 => 0x43e1f593f0000001;
    public static ulong P1 => 0x2833e84879b97091;
    public static ulong P2 => 0xb85045b68181585d;
    public static ulong P3 => 0x30644e72e131a029;
    public static ulong NegatedInverse => 0xc2e1f593efffffff;
    public static ReadOnlySpan<ulong> M => [0x82e644ee4c3d2, 0xf93893c98b1de, 0xd46fe04d0a4c7, 0x8f0aad55e2a1f, 0x005ed0447de83];
    public static ReadOnlySpan<double> MDoubles => [0x82e644ee4c3d2, 0xf93893c98b1de, 0xd46fe04d0a4c7, 0x8f0aad55e2a1f, 0x005ed0447de83];
    public static Limbs R => new(0xb9db6b753fffffac, 0xcef7c8380f271055, 0x85a9201d818f016e, 0x1f16424e1bb7724f);
    public static Limbs RSquared => new(0xce30b852d16da6f5, 0x43ffb6c621620cdd, 0x5e103e7c2af1b953, 0x0281528fa122c3c1);
}

/// <summary>The base field of BN254.</summary>
internal readonly struct FqField : IPrimeField
{
    public static ulong P0 => 0x3c208c16d87cfd47;
    public static ulong P1 => 0x97816a916871ca8d;
    public static ulong P2 => 0xb85045b68181585d;
    public static ulong P3 => 0x30644e72e131a029;
    public static ulong NegatedInverse => 0x87d20782e4866389;
    public static ReadOnlySpan<ulong> M => [0xc93a3dee22c55, 0xe15f4ea250777, 0x37f0b49e7cd63, 0x2079e650a0895, 0x006234192d7a1];
    public static ReadOnlySpan<double> MDoubles => [0xc93a3dee22c55, 0xe15f4ea250777, 0x37f0b49e7cd63, 0x2079e650a0895, 0x006234192d7a1];
    public static Limbs R => new(0x45520880f6fce4b4, 0x49890849baa989a8, 0x85a9201d818f014a, 0x1f16424e1bb7724f);
    public static Limbs RSquared => new(0xb868a81d1966eb04, 0x98e6156195018016, 0xbfd531600b4f898c, 0x0a8469a30d3a9969);
}
