using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Onnx;

namespace ZkmlGen.Compiler.Tests.Lowering;

/// <summary>A public model from the folder that ZKML_MODELS names.</summary>
internal sealed record ReferenceModel(string Name, byte[] Bytes, ModelGraph Graph, IReadOnlyList<float[][]> Samples)
{
    public static readonly string[] Names =
    [
        "libonnx__mnist_8", "ezkl__lenet_5", "vnncomp21__mnist-net_256x2", "vnncomp21__Convnet_maxpool", "vnncomp21__resnet_2b",
        "deep-prove__cnn-cifar-01", "deep-prove__mlp-iris-01", "winml__Network_92", "vnncomp21__ACASXU_run2a_1_1_batch_2000",
        "hls4ml__three_layer_keras",
    ];

    /// <summary>Null without ZKML_MODELS.</summary>
    public static ReferenceModel? Load(string name)
    {
        if (Environment.GetEnvironmentVariable("ZKML_MODELS") is not { Length: > 0 } root) return null;
        var folder = Path.Combine(root, name);
        var bytes = File.ReadAllBytes(Path.Combine(folder, "model.onnx"));
        var graph = OnnxImporter.Import(bytes, "model.onnx", folder, new Dictionary<string, int>()).Graph;
        var sets = Directory.GetDirectories(folder, "*_set_*").Where(set => File.Exists(Path.Combine(set, "input_0.pb"))).Order();
        return new ReferenceModel(name, bytes, graph, [.. sets.Select(set => graph.Inputs.Select((_, i) => ReadTensor(Path.Combine(set, $"input_{i}.pb"))).ToArray())]);
    }

    public byte[] Read(string? externalFile) => externalFile is null ? Bytes : throw new FileNotFoundException(externalFile);

    private static float[] ReadTensor(string file) => TensorFile.Read(File.ReadAllBytes(file), file).Values;
}
