using System.Reflection;
using System.Runtime.CompilerServices;
using ZkmlGen.Algebra;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Protocol;

namespace ZkmlGen.Runtime;

/// <summary>
/// Has .NET compile the prover's code before the first proof needs it, which else takes about 0.15 s longer than later ones. Works in the background for
/// some tenths of a second, so start it when a program starts, not just before the first proof; what it computes is thrown away.
/// </summary>
public static class ProverWarmup
{
    private const int LogRows = 10, TileSide = 2, TileRows = 600, DigitBits = 8;
    private static readonly Lazy<Task> once = new(() => Task.Run(() =>
    {
        Prove();
        CombineTiles();
        Type[] kernels = [typeof(GeneratedCircuit), typeof(LinearLayer), typeof(MatrixKernels), typeof(Geometric), typeof(Monomials), typeof(TileLoader)];
        foreach (var type in kernels) Compile(type);
    }));

    /// <summary>Starts what is the same for all models, if nobody has.</summary>
    public static void Start() => _ = Completion;

    /// <summary>Ends with what is the same for all models.</summary>
    internal static Task Completion => once.Value;

    /// <summary>Starts that, and what is particular to a model.</summary>
    public static void Start(ZkCircuit circuit)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        Start();
        _ = Task.Run(() =>
        {
            Compile(circuit.GetType());
            MultiplyTiles(circuit.Description.Size.TileInputs);
        });
    }

    /// <summary>Proves that zeros are in their ranges: all steps, on a circuit just large enough for the paths of larger ones.</summary>
    internal static byte[] Prove()
    {
        var size = new Dimensions(LogRows, 1, TileSide, TileSide, TileRows);
        var model = new CircuitDescription("Warmup", size, new Ranges(0, 0, new[] { 0 }), new CellTensor[0], new PublicMap[0], new TileMap[0], new InputPort[0], new OutputPort[0]);
        var ranges = new WeightRanges(DigitBits, LogRows, new[] { new WeightRange(0, TileRows, 1) });
        var (powers, log) = WeightRangeProof.RequiredSrs(model, ranges);
        using var zeros = WeightColumns.Zero(size);
        using var prover = new RangeProver(model, ranges, zeros, new Fr[size.WeightColumns], new G1Affine[size.WeightColumns], Srs.CreateDevelopment(powers, log));
        return prover.Prove(default, default);
    }

    /// <summary>The sums of tiles, which that circuit does not have.</summary>
    private static void CombineTiles()
    {
        using var arena = new FrArena(TileRows);
        FrVec.CombineInt32(arena.Rent(TileRows), new int[TileSide * TileRows], TileRows, [Fr.One, Fr.One]);
    }

    /// <summary>The kernels for tiles of so many inputs: rows for each kind of register, in runs of both kinds.</summary>
    private static void MultiplyTiles(int inputs)
    {
        const int Rows = 13, Tiles = 4;
        var linear = new LinearLayer(new int[Tiles * Rows * inputs], new int[inputs], new long[Rows], Rows, inputs);
        for (var step = 0; step < 2; step++) linear.AddTiles(1, 0, 0, 0, chunks: 1, count: 1, outputStep: 0, inputStep: 0, tileStep: step);
    }

    private static void Compile(Type type)
    {
        const BindingFlags All = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;
        foreach (var method in type.GetMethods(All))
        {
            if (!method.IsAbstract && !method.ContainsGenericParameters) RuntimeHelpers.PrepareMethod(method.MethodHandle);
        }
    }
}
