using Xunit.Abstractions;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Onnx;
using ZkmlGen.Solidity.Geometry;
using ZkmlGen.Solidity.Tests.Reference;

namespace ZkmlGen.Solidity.Tests;

/// <summary>
/// Contracts of public models from the folder that ZKML_MODELS names: code size and gas, with proofs made by the setup's secret (they cost what real ones cost).
/// </summary>
[Collection(EvmCollection.Name)]
public sealed class ModelGasTests(EvmFixture evm, ITestOutputHelper output)
{
    private const string ModelsVariable = "ZKML_MODELS";

    public static TheoryData<string> Models => new(
        "libonnx__mnist_8", "ezkl__lenet_5", "vnncomp21__mnist-net_256x2", "vnncomp21__Convnet_maxpool", "vnncomp21__resnet_2b",
        "deep-prove__cnn-cifar-01", "deep-prove__mlp-iris-01", "winml__Network_92", "vnncomp21__ACASXU_run2a_1_1_batch_2000", "hls4ml__three_layer_keras");

    [EvmTheory]
    [MemberData(nameof(Models))]
    public async Task Contract_fits_the_chain(string model)
    {
        if (Environment.GetEnvironmentVariable(ModelsVariable) is not { Length: > 0 } folder)
        {
            output.WriteLine($"Not run: {ModelsVariable} is not set.");
            return;
        }
        var circuit = Compile(Path.Combine(folder, model));
        var key = new SimulatedKey(circuit, 1);
        var proof = new SimulatedProof(key, 1, new ProgramGeometry(circuit));
        var verifier = SolidityWriter.Write(key.Key);
        var contract = await evm.DeployAsync(verifier);
        Assert.Equal(new(true, null), await contract.VerifyAsync(proof.Bytes, proof.WordBytes, proof.Context));
        var data = Evm.VerifierContract.EncodeVerify(proof.Bytes, proof.WordBytes, proof.Context);
        var receipt = await evm.Evm.SendAsync(contract.Address, data);
        output.WriteLine(
            $"| {model} | 2^{circuit.Size.LogRows} | {circuit.Size.Lanes} | {circuit.Size.TileOutputs} x {circuit.Size.TileInputs} | {circuit.PublicMaps.Count} + {circuit.TileMaps.Count} | {circuit.PublicWords} | {proof.Bytes.Length} | {contract.Compiled.Code.Length} | {receipt.GasUsed} |");
        var estimate = CodeBudget.Frame(key.Key) + YulEmitter.Emit(GeometryProgram.Of(circuit), MemoryMap.Regions).Bytes;
        output.WriteLine($"  estimated code {estimate}");
        Assert.InRange(contract.Compiled.Code.Length, estimate - 1_000, estimate + 300);
        var profile = await GasProfile.MeasureAsync(contract, verifier.Source, data);
        Assert.Equal(receipt.GasUsed, profile.Sum(part => part.Gas));
        foreach (var (part, gas) in profile) output.WriteLine($"  {gas,8} {part}");
    }

    private static CircuitDescription Compile(string folder)
    {
        var graph = OnnxImporter.Import(File.ReadAllBytes(Path.Combine(folder, "model.onnx")), "model.onnx", folder, new Dictionary<string, int>()).Graph;
        var samples = Directory.GetDirectories(folder, "*_set_*").Order().Where(set => File.Exists(Path.Combine(set, "input_0.pb")))
            .Select(set => new CalibrationSample([.. graph.Inputs.Select((_, i) => Read(Path.Combine(set, $"input_{i}.pb")))])).ToArray();
        return ModelCompiler.Compile(graph, CompilerOptions.Default("Model"), samples, []).Circuit;
    }

    private static float[] Read(string file) => TensorFile.Read(File.ReadAllBytes(file), file).Values;
}
