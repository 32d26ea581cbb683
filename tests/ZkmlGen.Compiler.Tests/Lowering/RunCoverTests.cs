using Xunit;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler.Lowering;

namespace ZkmlGen.Compiler.Tests.Lowering;

public class RunCoverTests
{
    [Fact]
    public void Interleaved_progressions_take_one_run_each()
    {
        var points = Enumerable.Range(0, 20).Select(i => new Point(i / 3 * 10 + i % 3 * 100, 4 * i, 0)).ToArray();
        var runs = RunCover.Cover(points);
        Assert.Equal(3, runs.Count);
        Assert.Equal(points.ToHashSet(), Expand(runs));
    }

    [Fact]
    public void Irregular_points_are_still_covered()
    {
        var points = new[] { 0, 1, 2, 7, 8, 20, 33, 34, 35, 36, 50, 51, 61, 70, 71, 73, 90, 91 }.Select(i => new Point(i, i * i, 0)).ToArray();
        Assert.Equal(points.ToHashSet(), Expand(RunCover.Cover(points)));
    }

    [Fact]
    public void Grids_become_products()
    {
        var runs = (from dy in Enumerable.Range(0, 3) from dx in Enumerable.Range(0, 4) select new Run(0, dy * 50 + dx * 2, dy * 4 + dx, 7, 9, 5, 0)).ToArray();
        var factors = RunCover.Factorise(runs);
        Assert.All(factors, factor => Assert.Single(factor.Runs));
        var placement = new Placement(0, 0, 0, factors.ToArray());
        var triples = new HashSet<(int, int, int)>();
        PlacementLoops.ForEach(placement, (output, input, tile) => triples.Add((tile, output, input)));
        Assert.Equal(Expand(runs).Select(point => (point.Tile, point.Output, point.Input)).ToHashSet(), triples);
    }

    [Fact]
    public void Loops_that_continue_one_another_are_joined()
    {
        var (_, factors) = RunCover.Simplify(default, [MapBuilder.Loop(5, 12, 24, 0), MapBuilder.Loop(3, 4, 8, 0), MapBuilder.Loop(1, 9, 9, 9), MapBuilder.Loop(4, 1, 2, 0)]);
        Assert.Equal([new Run(0, 0, 0, 60, 1, 2, 0)], Assert.Single(factors).Runs);
    }

    [Theory]
    [InlineData(new[] { 0, 6, 12, 1, 7, 13 }, new[] { 2, 3 })]
    [InlineData(new[] { 5, 6, 7, 8 }, new[] { 4 })]
    public void Tables_split_where_addresses_add_up(int[] table, int[] shape)
    {
        var split = AddressTable.Split(table, shape);
        Assert.NotNull(split);
        Assert.Equal(table, AddressTable.Merge(split.Value.Tables).Select(entry => entry + split.Value.Offset));
        Assert.Null(AddressTable.Split([0, 1, 2, 4], [2, 2]));
    }

    [Fact]
    public void Segments_are_ranges_in_mixed_radix()
    {
        var absent = AddressTable.Absent;
        var segments = AddressTable.Segments([0, 2, 4, 10, 12, 14, absent, 7, 8, 9, 10]);
        Assert.Equal([(0, 6), (7, 4)], segments.Select(segment => (segment.Start, segment.Count)));
        Assert.Equal([new Axis(2, 10), new Axis(3, 2)], segments[0].Axes);
    }

    private static HashSet<Point> Expand(IEnumerable<Run> runs) => [.. runs.SelectMany(run => Enumerable.Range(0, run.Count)
        .Select(k => new Point(run.Output + k * run.OutputStep, run.Input + k * run.InputStep, run.Tile + k * run.TileStep)))];
}
