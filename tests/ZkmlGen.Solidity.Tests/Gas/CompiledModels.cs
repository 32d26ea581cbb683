using System.Runtime.InteropServices;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler;
using ZkmlGen.Compiler.Onnx;
using ZkmlGen.Runtime.Tests.Circuits;

namespace ZkmlGen.Solidity.Tests.Gas;

/// <summary>Circuits whose contracts are measured: small ones of this repository, and those of the public models in the folder that ZKML_MODELS names.</summary>
internal static class CompiledModels
{
    private const string Variable = "ZKML_MODELS";

    /// <summary>The folder with public models, or null.</summary>
    public static string? Folder { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder && Directory.Exists(folder) ? folder : null;

    /// <summary>Why there are no public models, or null.</summary>
    public static string? MissingReason => EvmFixture.MissingReason ?? (Folder is null ? $"{Variable} names no folder with models." : null);

    public static readonly IReadOnlyDictionary<string, Func<CircuitDescription>> Small = new Dictionary<string, Func<CircuitDescription>>
    {
        ["test: convolution"] = () => new TinyNetwork(1).Description,
        ["test: squares"] = () => new SquareNetwork(1).Description,
        ["samples/Digits"] = () => Digits(Disclosure.Default),
        ["samples/Digits, public input"] = () => Digits(Disclosure.Default with { Input = Visibility.Public }),
        ["samples/Digits, committed input"] = () => Digits(Disclosure.Default with { Input = Visibility.Committed }),
        ["samples/Digits, top class"] = () => Digits(Disclosure.Default with { Form = OutputForm.TopClass }),
    };

    public static readonly string[] Public =
    [
        "libonnx__mnist_8", "ezkl__lenet_5", "vnncomp21__mnist-net_256x2", "vnncomp21__Convnet_maxpool", "vnncomp21__resnet_2b",
        "deep-prove__cnn-cifar-01", "deep-prove__mlp-iris-01", "winml__Network_92", "vnncomp21__ACASXU_run2a_1_1_batch_2000", "hls4ml__three_layer_keras",
    ];

    /// <summary>A model of the folder, calibrated with its first input where it has one.</summary>
    /// <exception cref="ModelException">It can't be built.</exception>
    public static CircuitDescription Compile(string name, Optimize goal = Optimize.Balanced)
    {
        var folder = Path.Combine(Folder!, name);
        return Compile(Path.Combine(folder, "model.onnx"), Options(Disclosure.Default) with { Optimize = goal }, count =>
        {
            var files = Enumerable.Range(0, count).Select(i => Path.Combine(folder, "ref_set_0", $"input_{i}.pb")).ToArray();
            return files.All(File.Exists) ? [new([.. files.Select(file => TensorFile.Read(File.ReadAllBytes(file), file).Values)])] : [];
        });
    }

    private static CircuitDescription Digits(Disclosure shown)
    {
        var folder = Path.Combine(RepositoryFiles.Root, "samples", "Digits");
        return Compile(Path.Combine(folder, "digits.onnx"), Options(shown), _ => Pictures(Path.Combine(folder, "pictures", "calibration.npy")));
    }

    /// <summary>Floats of a .npy file, 28 x 28 a picture; its head says at byte 8 how long it is.</summary>
    private static CalibrationSample[] Pictures(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var values = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(10 + BitConverter.ToUInt16(bytes, 8))).ToArray();
        return [.. values.Chunk(28 * 28).Select(picture => new CalibrationSample([picture]))];
    }

    private static CompilerOptions Options(Disclosure shown) => CompilerOptions.Default("Model") with { Disclosure = shown };

    private static CircuitDescription Compile(string file, CompilerOptions options, Func<int, CalibrationSample[]> samples)
    {
        var graph = OnnxImporter.Import(File.ReadAllBytes(file), Path.GetFileName(file), Path.GetDirectoryName(file), new Dictionary<string, int>()).Graph;
        return ModelCompiler.Compile(graph, options, samples(graph.Inputs.Count), []).Circuit;
    }
}

/// <summary>The files of the repository that the tests stand in.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    private static string FindRoot(string folder) => File.Exists(Path.Combine(folder, "ZkmlGen.sln")) ? folder : FindRoot(Path.GetDirectoryName(folder)!);
}
