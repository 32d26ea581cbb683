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
        fixed (G1Affine* p = points)
        {
            Assert.True(SmallMsm.TrySum(p, small, 1, out var smallSum));
            using var halves = new EndomorphismBases(p, count);
            using var tables = new TableBases(p, count, 7);
            Assert.True(halves.TrySum(full, 1, out var halvesSum));
            Assert.True(tables.TrySum(full, 1, out var tablesSum));
            Assert.Equal(BucketMsm.Sum(p, new FullScalars(full), 1).ToAffine(), halvesSum.ToAffine());
            Assert.Equal(halvesSum.ToAffine(), tablesSum.ToAffine());
            fixed (int* s = small)
            {
                Assert.Equal(BucketMsm.Sum(p, new SmallScalars(s, count), 1).ToAffine(), smallSum.ToAffine());
            }
        }
    }

    [Fact]
    public void They_give_up_on_equal_and_opposite_points()
    {
        var points = TestPoints.Unrelated(40);
        points[11] = points[10].Negate();
        fixed (G1Affine* p = points)
        {
            Assert.False(SmallMsm.TrySum(p, Enumerable.Repeat(1, 40).Select((s, i) => i is 10 or 11 ? s : 0).ToArray(), 1, out _));
        }
        points[11] = points[10];
        fixed (G1Affine* p = points)
        {
            Assert.False(SmallMsm.TrySum(p, Enumerable.Repeat(1, 40).Select((s, i) => i is 10 or 11 ? s : 0).ToArray(), 1, out _));
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
        fixed (G1Affine* p = points)
        fixed (int* s = scalars)
        {
            Assert.True(SmallMsm.TrySum(p, scalars, threads, out var sum));
            Assert.Equal(BucketMsm.Sum(p, new SmallScalars(s, count), 2).ToAffine(), sum.ToAffine());
        }
    }
}
