using ZkmlGen.Algebra;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler;
using ZkmlGen.Generator.Tests.Compilation;
using ZkmlGen.Runtime;

namespace ZkmlGen.Generator.Tests.Circuits;

/// <summary>Generated code against the contract, executed literally, over circuits with random placements.</summary>
public sealed class RandomCircuitTests
{
    private sealed class NoFiles : ModelFiles
    {
        public override ReadOnlySpan<byte> Read(string? externalFile) => [];
    }

    public static TheoryData<int, int, bool> Cases => new()
    {
        { 1, 4, true }, { 2, 4, true }, { 3, 4, false }, { 4, 4, true }, { 5, 40, true }, { 6, 40, false }, { 7, 4, true }, { 8, 1, true }, { 9, 4, false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void DoesWhatTheDescriptionSays(int seed, int maximumRuns, bool squares)
    {
        var model = new RandomCircuit(seed, maximumRuns, squares).Model;
        var circuit = GeneratedAssembly.Circuit(model);
        Assert.Equal(CircuitCodec.Encode(model.Circuit), circuit.DescriptionBytes.ToArray());
        var tiles = CheckWeights(model, circuit);
        CheckWitness(model.Circuit, circuit, tiles);
        CheckLinearArgument(model.Circuit, circuit);
        CheckConstraints(model.Circuit, circuit);
    }

    private static int[] CheckWeights(CompiledModel model, ZkCircuit circuit)
    {
        var tiles = new int[model.Circuit.Size.TileRows * model.Circuit.Size.WeightColumns];
        circuit.LoadWeights(new NoFiles(), tiles);
        Assert.Equal(model.Weights[0].Source.Inline.Items, tiles);
        return tiles;
    }

    private static void CheckWitness(CircuitDescription description, ZkCircuit circuit, int[] tiles)
    {
        var cells = description.Size.Rows * description.Size.Lanes;
        var (act, y, n, r) = (new int[cells], new int[cells], new int[cells], new int[cells]);
        var random = new Random(3);
        var input = description.Tensors[1];
        for (var i = input.Address; i < input.Address + input.Size; i++)
        {
            y[i] = random.Next(1 << input.Bits);
            act[i] = y[i] + input.Low;
        }
        var expected = new PlainWitness(description, tiles, act, y);
        var pre = new long[cells];
        Array.Fill(pre, -1);
        circuit.FillWitness(tiles, new Trace(act, y, n, r, pre));
        Assert.Equal(expected.Act, act);
        Assert.Equal(expected.Y, y);
        Assert.Equal(expected.N, n);
        Assert.Equal(expected.R, r);
        Assert.Contains(act[input.Address..], value => value > 1);

        var before = GC.GetAllocatedBytesForCurrentThread();
        circuit.FillWitness(tiles, new Trace(act, y, n, r, pre));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void CheckLinearArgument(CircuitDescription description, ZkCircuit circuit)
    {
        var (b, y, x) = (Fr.Random(), Fr.Random(), Fr.Random());
        var cells = description.Size.Rows * description.Size.Lanes;
        var (powersOfB, powersOfY) = (new PowerTable(b, cells), new PowerTable(y, cells));
        var tileSums = new Fr[description.Size.TileRows * description.Size.TileInputs];
        for (var i = 0; i < tileSums.Length; i++) tileSums[i] = Fr.Random();
        var u = new Fr[cells];
        for (var part = 0; part < circuit.TransposeParts; part++) circuit.Transpose(part, tileSums, powersOfB, u);
        Assert.Equal(PlainCircuit.Transpose(description, tileSums, b), u);

        var e = new Fr[description.Size.TileRows];
        circuit.FillGeometry(powersOfB, powersOfY, e);
        var expected = PlainCircuit.Geometry(description, b, y);
        Assert.Equal(expected, e);
        var value = Fr.Zero;
        for (var t = e.Length - 1; t >= 0; t--) value = value * x + expected[t];
        Assert.Equal(value, circuit.GeometryAt(b, y, x));
        Assert.Equal(PlainCircuit.PublicMaps(description, b, y), circuit.PublicMapsAt(b, y));
    }

    private static void CheckConstraints(CircuitDescription description, ZkCircuit circuit)
    {
        var lanes = description.Size.Lanes;
        using var arena = new FrArena(16 * (5 * lanes + 40));
        FrVector Column()
        {
            var column = arena.Rent(13);
            for (var i = 0; i < column.Length; i++) column[i] = Fr.Random();
            return column;
        }
        Fr[] Powers(Fr x, int count) => [.. Enumerable.Range(0, count).Select(k => x.Pow((ulong)k))];
        var (b, y) = (Fr.Random(), Fr.Random());
        var challenges = new ConstraintChallenges(
            b, Fr.Random(), Fr.Random(), y, Fr.Random(), Powers(b, lanes + 1), Powers(y, lanes + 1), Powers(Fr.Random(), 2 * lanes + 5),
            Fr.FromInt64(3), Fr.FromInt64(1L << description.Ranges.RemainderBits).Inverse(), Fr.Random());
        var block = new ConstraintBlock(lanes)
        {
            Challenges = challenges, P = Column(), Lo = Column(), Tag = Column(), Square = Column(), SquareScale = Column(), TableTag = Column(),
            TableValue = Column(), Mult = Column(), TableHelper = Column(), A = Column(), Z = Column(), Q = Column(), NextA = Column(), NextZ = Column(),
            NextQ = Column(), On = Column(), End = Column(), Last = Column(), V = Column(), PublicInput = Column(), Sum = Column(),
        };
        foreach (var columns in new[] { block.Y, block.N, block.R, block.U, block.H, block.Scratch })
        {
            for (var i = 0; i < columns.Length; i++) columns[i] = Column();
        }
        circuit.EvaluateConstraints(block);
        for (var i = 0; i < block.Sum.Length; i++) Assert.Equal(PlainCircuit.Constraints(block, i, description), block.Sum[i]);
    }
}
