namespace ZkmlGen.Algebra;

/// <summary>
/// As many field elements as a register has lanes, five limbs of 52 bits each, Montgomery form with factor 2^260. Tight: every limb is in [0, 2^52).
/// Loose: limbs are signed, of magnitude below 2^60; only the value counts. Whoever passes one on states a bound of the value.
/// </summary>
internal struct Wide<T> where T : unmanaged
{
    public T L0, L1, L2, L3, L4;
}
