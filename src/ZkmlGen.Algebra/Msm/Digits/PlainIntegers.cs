namespace ZkmlGen.Algebra;

/// <summary>Scalars out of Montgomery form.</summary>
internal static class PlainIntegers
{
    /// <summary>The Montgomery form of 2^-260: a product by it is the plain integer.</summary>
    private static readonly Fr InverseOfFactor = Fr.From(new Limbs(1, 0, 0, 0));

    /// <summary>integers[i] = the integer in [0, r) that scalars[i] stands for, as four words of 64 bits.</summary>
    public static void From(FrVector scalars, FrVector integers) => FrVec.Scale(integers, scalars, InverseOfFactor);
}
