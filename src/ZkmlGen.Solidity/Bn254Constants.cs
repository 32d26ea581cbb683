using System.Globalization;
using System.Numerics;

namespace ZkmlGen.Solidity;

/// <summary>The order of BN254's groups, as the constants of a contract need it.</summary>
internal static class Bn254Constants
{
    /// <summary>The order r of the groups.</summary>
    public static readonly BigInteger R = BigInteger.Parse("21888242871839275222246405745257275088548364400416034343698204186575808495617", CultureInfo.InvariantCulture);
}
