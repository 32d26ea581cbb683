using Xunit;

namespace ZkmlGen.Algebra.Tests.Msm;

/// <summary>The shortcut formulas: that they are in use for ordinary points, and that they notice when they do not apply.</summary>
public sealed unsafe class BatchMsmTests
{
    [Theory]
    [InlineData(32)]
    [InlineData(1000)]
    public void They_apply_to_points_without_relations(int count)
    {
        var points = TestPoints.Unrelated(count);
        using var arena = new FrArena(count);
        var full = arena.Rent(count);
        FrVec.Powers(full, Fr.Random(), Fr.Random());
        var small = Enumerable.Range(-count / 2, count).ToArray();
        using var none = new ExtraTable([]);
        using var alone = new SmallBases(points, none);
        using var halves = new EndomorphismBases(points, none);
        using var tables = new TableBases(points, none, 7);
        Assert.True(alone.TrySum(small, [], 1, out var smallSum));
        Assert.True(halves.TrySum(full, [], 1, out var halvesSum));
        Assert.True(tables.TrySum(full, [], 1, out var tablesSum));
        Assert.Equal(BucketMsm.Sum(alone.Points, new FullScalars(full), 1).ToAffine(), halvesSum.ToAffine());
        Assert.Equal(halvesSum.ToAffine(), tablesSum.ToAffine());
        fixed (int* s = small)
        {
            Assert.Equal(BucketMsm.Sum(alone.Points, new SmallScalars(s, count), 1).ToAffine(), smallSum.ToAffine());
        }
    }

    [Fact]
    public void They_give_up_on_equal_and_opposite_points()
    {
        var points = TestPoints.Unrelated(40);
        var scalars = new int[40];
        (scalars[10], scalars[11]) = (1, 1);
        using var none = new ExtraTable([]);
        foreach (var point in new[] { points[10], points[10].Negate() })
        {
            points[11] = point;
            using var bases = new SmallBases(points, none);
            Assert.False(bases.TrySum(scalars, [], 1, out _));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Long_segments_and_many_bucket_sets_are_taken_in_parts(int threads)
    {
        const int count = 3 * ChunkSum.Capacity + 17;
        var points = TestPoints.Unrelated(count);
        var scalars = Enumerable.Range(0, count).Select(i => i % 3 == 0 ? int.MinValue : 77_777_777).ToArray();
        using var none = new ExtraTable([]);
        using var bases = new SmallBases(points, none);
        fixed (int* s = scalars)
        {
            Assert.True(bases.TrySum(scalars, [], threads, out var sum));
            Assert.Equal(BucketMsm.Sum(bases.Points, new SmallScalars(s, count), 2).ToAffine(), sum.ToAffine());
        }
    }
}
