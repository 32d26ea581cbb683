using System.Numerics;
using System.Security.Cryptography;
using ZkmlGen.Algebra;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler;
using ZkmlGen.Compiler.Lowering;
using ZkmlGen.Generator.Tests.Compilation;
using ZkmlGen.Runtime;
using Trace = ZkmlGen.Runtime.Trace;

namespace ZkmlGen.Generator.Tests.Circuits;

/// <summary>Generated code of a compiled model against the oracles: weights and witness of the compiler's interpreter, sums over all placements.</summary>
internal sealed class CircuitChecks(CompiledModel model, byte[] file)
{
    private const int Attempts = 5;
    private readonly CircuitDescription description = model.Circuit;
    private readonly ZkCircuit circuit = GeneratedAssembly.Circuit(model, Convert.ToHexStringLower(SHA256.HashData(file)));

    private int Cells => description.Size.Rows * description.Size.Lanes;

    private sealed class OneFile(byte[] bytes) : ModelFiles
    {
        public override ReadOnlySpan<byte> Read(string? externalFile) => externalFile is null ? bytes : throw new InvalidDataException(externalFile);
    }

    internal void All(IReadOnlyList<float[]> inputs)
    {
        Assert.Equal(CircuitCodec.Encode(description), circuit.DescriptionBytes.ToArray());
        var tiles = Weights();
        Fixed();
        Witness(tiles, inputs);
        LinearArgument(tiles);
    }

    /// <summary>Sets up, proves and verifies; the proof's outputs and, of public ports, what the words stand for.</summary>
    internal (float[][] Outputs, float[][] ShownInputs, float[][] ShownOutputs) Proof(float[][] inputs)
    {
        var files = new OneFile(file);
        var srs = Srs.CreateDevelopment(KeyGenerator.RequiredPowers(description), description.Size.LogRows);
        var keys = KeyGenerator.Setup(circuit, files, srs);
        using var prover = new ZkProver(circuit, files, keys.Proving);
        using var proof = prover.Prove(inputs);
        var verifier = new ZkVerifier(keys.Verifying);
        Assert.True(verifier.Verify(proof));
        BigInteger[] words = [.. proof.PublicValues];
        if (words.Length > 0) Assert.False(verifier.Verify(proof.Bytes.Span, [.. words.Select(word => word + 1)]));
        return ([.. proof.Outputs.Select(output => output.ToArray())], verifier.DecodeInputs(words), verifier.Decode(words));
    }

    internal int[] Weights()
    {
        var tiles = new int[description.Size.TileRows * description.Size.WeightColumns];
        circuit.LoadWeights(new OneFile(file), tiles);
        Assert.Equal(Compiler.Lowering.TileLoader.Load(description.Size, model.Weights, _ => file), tiles);
        return tiles;
    }

    internal void Fixed()
    {
        var rows = description.Size.Rows;
        int[][] columns = [new int[rows], new int[rows], new int[rows], new int[rows], new int[rows]];
        circuit.FillFixed(new FixedColumns(columns[0], columns[1], columns[2], columns[3], columns[4]));
        Assert.Equal(PlainCircuit.FixedColumns(description), columns);
    }

    internal void Witness(int[] tiles, IReadOnlyList<float[]> inputs)
    {
        var expected = new CircuitInterpreter(description, tiles).Run(inputs);
        var used = expected.Act.Length;
        var (act, y, n, r, pre) = (new int[Cells], new int[Cells], new int[Cells], new int[Cells], new long[Cells]);
        foreach (var tensor in description.Tensors.Where(tensor => tensor.Gadget == Gadget.Input))
        {
            Array.Copy(expected.Act, tensor.Address, act, tensor.Address, tensor.Size);
            Array.Copy(expected.Y, tensor.Address, y, tensor.Address, tensor.Size);
        }
        circuit.FillWitness(tiles, new Trace(act, y, n, r, pre));
        Assert.Equal(expected.Act, act[..used]);
        Assert.Equal(expected.Y, y[..used]);
        Assert.Equal(expected.N, n[..used]);
        Assert.Equal(expected.R, r[..used]);

        AllocatesNothing(() => circuit.FillWitness(tiles, new Trace(act, y, n, r, pre)));
    }

    /// <summary>A collection that another thread starts meanwhile counts what is left of this thread's block of free memory: then once more.</summary>
    private static void AllocatesNothing(Action action)
    {
        long allocated = 1;
        for (var attempt = 0; attempt < Attempts && allocated > 0; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Assert.Equal(0, allocated);
    }

    internal void LinearArgument(int[] tiles)
    {
        var (b, y, x) = (Fr.Random(), Fr.Random(), Fr.Random());
        var (powersOfB, powersOfY) = (new PowerTable(b, Cells), new PowerTable(y, Cells));
        var sums = PlainCircuit.TileSums(description.Size, tiles, b);
        var u = new Fr[Cells];
        var e = new Fr[description.Size.TileRows];
        for (var part = 0; part < circuit.TransposeParts; part++) circuit.Transpose(part, sums, powersOfB, u);
        Assert.Equal(PlainCircuit.Transpose(description, sums, b), u);
        circuit.FillGeometry(powersOfB, powersOfY, e);
        Assert.Equal(PlainCircuit.Geometry(description, b, y), e);
        var value = Fr.Zero;
        for (var t = e.Length - 1; t >= 0; t--) value = value * x + e[t];
        Assert.Equal(value, circuit.GeometryAt(b, y, x));
        Assert.Equal(PlainCircuit.PublicMaps(description, b, y), circuit.PublicMapsAt(b, y));

        AllocatesNothing(() =>
        {
            for (var part = 0; part < circuit.TransposeParts; part++) circuit.Transpose(part, sums, powersOfB, u);
            circuit.FillGeometry(powersOfB, powersOfY, e);
        });
    }
}
