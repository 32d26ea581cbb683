namespace ZkmlGen.Algebra.Tests.Msm;

internal static class TestPoints
{
    /// <summary>Points whose small combinations are all different, as those of an SRS: powers of a random tau.</summary>
    public static G1Affine[] Unrelated(int count)
    {
        using var arena = new FrArena(count);
        var scalars = arena.Rent(count);
        FrVec.Powers(scalars, Fr.Random(), Fr.Random());
        return G1Transforms.MultiplyGenerator(scalars);
    }
}
