using System.Numerics;
using Xunit;
using ZkmlGen.Algebra;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Runtime.Tests.Weights;

/// <summary>The range proof of weights: what it accepts, what it refuses, and what a forger would have to get past.</summary>
[Trait(SecurityReport.Trait, SecurityReport.Quick)]
public sealed class WeightRangeTests
{
    private static readonly TinyNetwork network = new(3);
    private static readonly CircuitDescription circuit = network.Description;
    private static readonly KeyPair keys = Setups.Keys(network.Circuit());
    private static readonly ZkWeightCommitments weights = ZkWeightCommitments.Of(keys.Proving);
    private static readonly ZkContext context = new(3, 4);
    private static readonly WeightRangeProof honest = WeightRangeProof.Prove(network.Circuit(), network.Circuit().Files, keys.Proving, (_, _) => Setups.Srs, context);

    [Fact]
    public void An_honest_proof_is_accepted_for_its_weights_and_context_only()
    {
        Assert.True(honest.Verify(circuit, weights, Setups.Srs, context));
        Assert.False(honest.Verify(circuit, weights, Setups.Srs));
        var others = Setups.Keys(network.Circuit([.. network.Tiles.Select(weight => -weight)]));
        Assert.False(honest.Verify(circuit, ZkWeightCommitments.Of(others.Proving), Setups.Srs, context));
        Assert.False(honest.Verify(circuit, weights, Setups.Create("another setup"u8), context));
        for (var k = 0; k < weights.Points.Count; k++)
        {
            var altered = new ZkWeightCommitments(weights.Points.Select((point, i) => i == k ? (G1.From(point) + G1.From(G1Affine.Generator)).ToAffine() : point));
            Assert.False(honest.Verify(circuit, altered, Setups.Srs, context));
        }
        Assert.False(honest.Verify(circuit, new(weights.Points.Skip(1)), Setups.Srs, context));
    }

    [Fact]
    public void Altered_proofs_and_ranges_are_refused()
    {
        for (var at = 0; at < honest.Bytes.Length; at += 7)
        {
            var bytes = honest.Bytes.ToArray();
            bytes[at] ^= 1;
            Assert.False((honest with { Bytes = bytes }).Verify(circuit, weights, Setups.Srs, context));
        }
        var items = honest.Ranges.Items.Items;
        WeightRange[][] others =
        [
            [.. items[..^1], items[^1] with { Digits = items[^1].Digits + 1 }], [.. items[..^1], items[^1] with { Rows = items[^1].Rows - 1 }], items[1..],
            [.. items, new WeightRange(circuit.Size.TileRows, 1, 1)], [.. items[..^1], items[^1] with { Digits = 0 }], [.. items[..^1], items[^1] with { First = 0 }],
        ];
        foreach (var other in others) Assert.False((honest with { Ranges = honest.Ranges with { Items = other } }).Verify(circuit, weights, Setups.Srs, context));
        foreach (var log in new[] { -1, honest.Ranges.LogRows - 1, honest.Ranges.LogRows + 1, 27, 63 }) Assert.False(Verifies(honest with { Ranges = honest.Ranges with { LogRows = log } }));
        foreach (var bits in new[] { -1, 0, 3, honest.Ranges.DigitBits + 1, 17, 40 }) Assert.False((honest with { Ranges = honest.Ranges with { DigitBits = bits } }).Verify(circuit, weights, Setups.Srs, context));
    }

    private static bool Verifies(WeightRangeProof proof) => proof.Verify(circuit, weights, Setups.Srs, context);

    /// <summary>With more rows than its model a proof has fewer lanes.</summary>
    [Fact]
    public void More_rows_make_shorter_proofs()
    {
        using var columns = WeightColumns.Load(network.Circuit(), network.Circuit().Files);
        var narrow = honest.Ranges with { LogRows = honest.Ranges.LogRows + 1 };
        using var prover = new RangeProver(circuit, narrow, columns, keys.Proving, Setups.Srs);
        var proof = new WeightRangeProof(narrow, prover.Prove(context, default));
        Assert.True(Verifies(proof));
        Assert.True(narrow.Lanes(circuit) <= honest.Ranges.Lanes(circuit) && proof.Bytes.Length <= honest.Bytes.Length);
    }

    /// <summary>Key and range proof must come from one development SRS, which has to be large enough for both.</summary>
    [Fact]
    public void A_development_SRS_has_room_for_the_range_proof()
    {
        var size = new Dimensions(6, 1, 16, 16, 100);
        var wide = new CircuitDescription("Wide", size, new Ranges(0, 0, new[] { 0 }), new CellTensor[0], new PublicMap[0], new TileMap[0], new InputPort[0], new OutputPort[0]);
        using var zeros = WeightColumns.Zero(size);
        var ranges = WeightRanges.Of(wide, zeros, grows: false);
        Assert.False(WeightRanges.FitAlways(wide));
        Assert.Equal((7, 101, 129), (ranges.LogRows, KeyGenerator.RequiredPowers(wide), WeightRangeProof.RequiredSrs(wide, ranges).Powers));

        Assert.Equal(KeyGenerator.RequiredPowers(circuit), WeightRangeProof.DevelopmentPowers(network.Circuit(), network.Circuit().Files));
        Assert.True(WeightRanges.FitAlways(circuit));
    }

    /// <summary>The prover goes on honestly with digits that add up to something else than the weights.</summary>
    [Fact]
    public void Weights_beyond_the_ranges_are_refused()
    {
        var tiles = network.Tiles.ToArray();
        tiles[5] = 1 << 20;
        var model = network.Circuit(tiles);
        var pair = Setups.Keys(model);
        using var columns = WeightColumns.Load(model, model.Files);
        Assert.True(WeightRanges.Of(circuit, columns, grows: false).Bound > 1 << 20);
        using var prover = new RangeProver(circuit, honest.Ranges, columns, pair.Proving, Setups.Srs);
        var proof = new WeightRangeProof(honest.Ranges, prover.Prove(default, default));
        Assert.False(proof.Verify(circuit, ZkWeightCommitments.Of(pair.Proving), Setups.Srs));
        SecurityReport.Count("forgeries rejected");
    }

    public static TheoryData<string, int, int> Cells => new()
    {
        // The digit one larger; out of its range above and below, with what would be the weight at the next digit; n instead of y.
        { "another digit", 1, 0 }, { "above the range", 16, 0 }, { "below the range", -16, 0 }, { "a negative part", 0, 1 },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_forged_digit_is_refused(string name, int y, int n)
    {
        foreach (var digit in new[] { 0, 1 })
        {
            using var columns = WeightColumns.Load(network.Circuit(), network.Circuit().Files);
            using var prover = new RangeProver(circuit, honest.Ranges, columns, keys.Proving, Setups.Srs);
            var layout = new RangeLayout(circuit, honest.Ranges);
            var address = digit == 0 ? layout.First : layout.Further().First().Address;
            prover.State.Tamper = (step, state) =>
            {
                if (step != 1) return;
                var (row, lane) = (address / state.Size.Lanes, address % state.Size.Lanes);
                state.Cells[state.Map.Y(lane)][row] += y;
                state.Cells[state.Map.N(lane)][row] += n;
                Multiplicities.Count(state);
            };
            var proof = new WeightRangeProof(honest.Ranges, prover.Prove(context, default));
            Assert.False(proof.Verify(circuit, weights, Setups.Srs, context), $"{name}, digit {digit}");
            SecurityReport.Count("forgeries rejected");
        }
    }

    /// <summary>The commitment is to other weights than those whose digits are shown.</summary>
    [Fact]
    public void Commitments_to_other_weights_are_refused()
    {
        using var columns = WeightColumns.Load(network.Circuit(), network.Circuit().Files);
        for (var k = 0; k < weights.Points.Count; k++)
        {
            using var prover = new RangeProver(circuit, honest.Ranges, columns, keys.Proving, Setups.Srs);
            var committed = prover.State.Tile.Committed[k];
            committed[1] += Fr.One;
            G1Affine[] points = [.. weights.Points];
            points[k] = (G1.From(points[k]) + G1.From(Setups.Srs.Powers.Span[1])).ToAffine();
            prover.State.Committed = points;
            var proof = new WeightRangeProof(honest.Ranges, prover.Prove(context, default));
            Assert.False(proof.Verify(circuit, new(points), Setups.Srs, context));
            SecurityReport.Count("forgeries rejected");
        }
    }

    [Fact]
    public void Only_the_coefficients_of_tiles_count()
    {
        using var columns = WeightColumns.Load(network.Circuit(), network.Circuit().Files);
        using var prover = new RangeProver(circuit, honest.Ranges, columns, keys.Proving, Setups.Srs);
        prover.State.Tile.Committed[0][circuit.Size.TileRows] += Fr.One;
        G1Affine[] points = [.. weights.Points];
        points[0] = (G1.From(points[0]) + G1.From(Setups.Srs.Powers.Span[circuit.Size.TileRows])).ToAffine();
        prover.State.Committed = points;
        Assert.True(new WeightRangeProof(honest.Ranges, prover.Prove(context, default)).Verify(circuit, new(points), Setups.Srs, context));
    }

    [Theory]
    [InlineData(4), InlineData(7), InlineData(12), InlineData(16)]
    public void Digits_stand_for_each_weight_of_the_range(int bits)
    {
        var ranges = new WeightRanges(bits, 17, default);
        var half = 1 << (bits - 1);
        foreach (var weight in new long[] { 0, 1, -1, half - 1, half, -half, -half - 1, 12345, -54321, int.MaxValue, int.MinValue })
        {
            var (sum, digits) = (BigInteger.Zero, 32 / bits + 1);
            for (var i = 0; i < digits; i++)
            {
                var digit = ranges.Digit(weight, i);
                Assert.InRange(digit, -half, half - 1);
                sum += (BigInteger)digit << bits * i;
            }
            Assert.Equal(weight, sum);
        }
    }

    /// <summary>A ceremony's SRS has one tau for all sizes: then long proofs take more rows, so that they have at most 16 lanes.</summary>
    [Theory]
    [InlineData(false, 7, 132), InlineData(true, 10, 16)]
    public void Rows_grow_with_the_weights(bool grows, int logRows, int lanes)
    {
        var size = new Dimensions(7, 1, 2, 2, 4000);
        var model = circuit with { Size = size, TileMaps = new TileMap[0] };
        using var zeros = WeightColumns.Zero(size);
        var ranges = WeightRanges.Of(model, zeros, grows);
        Assert.Equal((logRows, lanes), (ranges.LogRows, ranges.Lanes(model)));
        Assert.True(ranges.Covers(model));
    }

    [Fact]
    public void A_model_without_weights_has_a_proof_too()
    {
        var model = new InterpretedCircuit(circuit with { Size = circuit.Size with { TileRows = 0 }, TileMaps = new TileMap[0] }, []);
        var pair = Setups.Keys(model);
        var proof = WeightRangeProof.Prove(model, model.Files, pair.Proving, (_, _) => Setups.Srs);
        Assert.Empty(proof.Ranges.Items);
        Assert.True(proof.Verify(model.Description, ZkWeightCommitments.Of(pair.Proving), Setups.Srs));
    }

    /// <summary>Biases have more digits than weights.</summary>
    [Fact]
    public void Ranges_follow_the_matrices()
    {
        Assert.True(honest.Ranges.Covers(circuit));
        var tiles = network.Tiles.ToArray();
        tiles[^1] = 1 << 14;
        using var columns = WeightColumns.Load(network.Circuit(tiles), network.Circuit(tiles).Files);
        var ranges = WeightRanges.Of(circuit, columns, grows: false);
        Assert.True(ranges.Items.Count > 1);
        Assert.True(ranges.Items[^1].Digits > ranges.Items[0].Digits);
    }

    [Fact]
    public void The_bound_tells_integers_from_field_elements()
    {
        Assert.True(IntegerBound.Holds(circuit, honest.Ranges.Bound));
        Assert.True(IntegerBound.Holds(circuit, BigInteger.One << 32));
        Assert.False(IntegerBound.Holds(circuit, BigInteger.One << 240));
        var squares = new SquareNetwork(1).Description;
        Assert.True(IntegerBound.Holds(squares, BigInteger.One << 32));
        Assert.False(IntegerBound.Holds(squares, BigInteger.One << 120));
    }

    [Fact]
    public void Fixed_columns_follow_from_the_description()
    {
        foreach (var model in new[] { network.Circuit(), new SquareNetwork(2).Circuit() })
        {
            var key = Setups.Keys(model).Verifying;
            Assert.True(KeyGenerator.Describes(key, Setups.Srs));
            var other = new VerifyingKey(key.Description.ToArray(), [.. key.Fixed.Skip(1), key.Fixed[0]], [.. key.Weights], key.TauG2, key.IsDevelopment);
            Assert.False(KeyGenerator.Describes(other, Setups.Srs));
        }
    }
}
