using Xunit;

namespace ZkmlGen.Algebra.Tests.Msm;

/// <summary>Every kernel that this processor supports does the same additions.</summary>
public sealed unsafe class PointAdderTests
{
    private static readonly G1Affine[] Points = TestPoints.Unrelated(200);

    public static TheoryData<string> Kernels => [.. KernelFactory.Supported];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Adds_and_subtracts_lists_of_every_length(string kernel)
    {
        using var adder = PointAdder.Create(kernel);
        for (var count = 1; count <= 99; count++)
        {
            using var pairs = List(count, i => (Reference(i, 1), Reference(i + 100, 2)));
            var results = new G1Affine[count];
            fixed (G1Affine* source = Points, target = results)
            {
                Assert.True(adder.Add(pairs, source, target));
            }
            Assert.Equal(Enumerable.Range(0, count).Select(i => (Term(Reference(i, 1)) + Term(Reference(i + 100, 2))).ToAffine()), results.Select(p => PointAdder.Canonical(p)));
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Sums_of_sums_in_place(string kernel)
    {
        using var adder = PointAdder.Create(kernel);
        var points = Points.ToArray();
        var expected = Points.Select(p => G1.From(p)).ToArray();
        fixed (G1Affine* p = points)
        {
            for (var count = 100; count > 3; count /= 2)
            {
                using var pairs = List(count, i => ((uint)i << 1, (uint)(i + count) << 1));
                Assert.True(adder.Add(pairs, p, p));
                for (var i = 0; i < count; i++)
                {
                    expected[i] += expected[i + count];
                }
            }
        }
        Assert.Equal(expected.Select(p => p.ToAffine()), points.Select(p => PointAdder.Canonical(p)));
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Doubles_any_number_of_points_any_number_of_times(string kernel)
    {
        using var adder = PointAdder.Create(kernel);
        foreach (var (count, times) in new[] { (1, 1), (7, 2), (8, 0), (16, 3), (33, 14), (200, 5) })
        {
            var results = new G1Affine[count + 1];
            fixed (G1Affine* source = Points, target = results)
            {
                Assert.True(adder.Double(source, target, count, times));
            }
            var factor = Fr.FromInt64(1 << times);
            Assert.Equal([.. Points.Take(count).Select(p => (factor * G1.From(p)).ToAffine()), default], results);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Infinity_is_not_doubled(string kernel)
    {
        using var adder = PointAdder.Create(kernel);
        var points = Points[..20];
        points[17] = default;
        fixed (G1Affine* p = points)
        {
            Assert.False(adder.Double(p, p, points.Length, 1));
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Equal_and_opposite_points_are_noticed_in_every_place(string kernel)
    {
        using var adder = PointAdder.Create(kernel);
        var results = new G1Affine[40];
        fixed (G1Affine* source = Points, target = results)
        {
            for (var bad = 0; bad < results.Length; bad++)
            {
                foreach (var sign in new uint[] { 0, 1 })
                {
                    using var pairs = List(results.Length, i => ((uint)i << 1, i == bad ? (uint)i << 1 | sign : (uint)(i + 100) << 1));
                    Assert.False(adder.Add(pairs, source, target));
                }
            }
        }
    }

    private static PairList List(int count, Func<int, (uint Left, uint Right)> pair)
    {
        var pairs = new PairList(count);
        pairs.Clear(hasSigns: true);
        for (var i = 0; i < count; i++)
        {
            var (left, right) = pair(i);
            pairs.Append(left, right, i);
        }
        return pairs;
    }

    /// <summary>Point i, negated for some i.</summary>
    private static uint Reference(int i, int period) => (uint)i << 1 | (uint)(i >> period & 1);

    private static G1 Term(uint reference)
    {
        var p = G1.From(Points[reference >> 1]);
        return (reference & 1) == 0 ? p : -p;
    }
}
