using Xunit;

namespace ZkmlGen.Algebra.Tests.Vectors;

public sealed class FrVectorTests
{
    [Fact]
    public void Elements_lie_limb_by_limb_in_blocks_of_eight()
    {
        using var arena = new FrArena(16);
        var vector = arena.Rent(16);
        vector.Clear();
        vector[11] = new Fr(1, 2, 3, 4);
        unsafe
        {
            Assert.Equal((1UL, 2UL, 3UL, 4UL), (vector.Words[35], vector.Words[43], vector.Words[51], vector.Words[59]));
            Assert.Equal(0UL, (ulong)vector.Words % 64);
        }
        Assert.Equal(new Fr(1, 2, 3, 4), vector[11]);
        Assert.Equal(Fr.Zero, vector[10]);
    }

    [Fact]
    public void Slices_start_at_multiples_of_eight_and_stay_inside()
    {
        using var arena = new FrArena(64);
        var vector = arena.Rent(VectorSamples.Elements(40, 1));
        Assert.Equal(vector.ToArray()[16..25], vector.Slice(16, 9).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => vector.Slice(4, 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => vector.Slice(-8, 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => vector.Slice(32, 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => vector[40]);
        Assert.Throws<ArgumentOutOfRangeException>(() => vector.Slice(0, 8)[8]);
    }

    [Fact]
    public void Clear_and_copies_touch_only_their_own_elements()
    {
        using var arena = new FrArena(64);
        var all = VectorSamples.Elements(24, 2);
        var source = VectorSamples.Elements(13, 3);
        var vector = arena.Rent(all);
        vector.Slice(0, 13).Clear();
        Assert.Equal([.. new Fr[13], .. all[13..]], vector.ToArray());
        vector.Slice(8, 13).CopyFrom(arena.Rent(source));
        Assert.Equal([.. new Fr[8], .. source, .. all[21..]], vector.ToArray());
        vector.Slice(0, 13).CopyFrom(source.AsSpan(0, 5));
        Assert.Equal([.. source[..5], .. new Fr[8], .. source[5..], .. all[21..]], vector.ToArray());
        Assert.Throws<ArgumentException>(() => vector.Slice(0, 8).CopyFrom(source));
    }

    [Fact]
    public void An_arena_is_exhausted_and_reset()
    {
        using var arena = new FrArena(20);
        Assert.Equal(9, arena.Rent(9).Length);
        Assert.Equal(8, arena.Rent(8).Length);
        Assert.Throws<InvalidOperationException>(() => arena.Rent(1));
        arena.Reset();
        Assert.Equal(24, arena.Rent(24).Length);
        arena.Dispose();
        Assert.Throws<ObjectDisposedException>(() => arena.Rent(1));
    }
}
