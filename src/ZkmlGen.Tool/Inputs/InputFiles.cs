using ZkmlGen.Compiler;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Samples;

namespace ZkmlGen.Tool.Inputs;

/// <summary>Model inputs from files (.npy, .npz, .pb, .json), or random ones.</summary>
internal static class InputFiles
{
    /// <summary>Samples: one array per model input. Wildcards in the last part of a path stand for files in the order of their names.</summary>
    public static IReadOnlyList<CalibrationSample> Read(ModelGraph graph, IEnumerable<string> paths) =>
        SampleFile.Assemble(graph.Inputs, paths.SelectMany(Expand).SelectMany(ReadFile));

    /// <summary>One sample of uniform numbers in [low, high].</summary>
    public static CalibrationSample Random(ModelGraph graph, int seed, double low, double high)
    {
        var random = new Random(seed);
        return new([.. graph.Inputs.Select(input => Enumerable.Range(0, Shapes.Count(input.Shape)).Select(_ => (float)(low + (high - low) * random.NextDouble())).ToArray())]);
    }

    private static IReadOnlyList<SampleTensor> ReadFile(string path)
    {
        var bytes = UserFile.Read(path);
        var name = Path.GetFileName(path);
        return Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase) ? JsonInputs.Read(bytes, name) : SampleFile.Read(bytes, name);
    }

    private static IEnumerable<string> Expand(string path)
    {
        var pattern = Path.GetFileName(path);
        if (!pattern.AsSpan().ContainsAny('*', '?')) return [path];
        var folder = Path.GetDirectoryName(path) is { Length: > 0 } named ? named : ".";
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal).ToArray() : [];
        return files.Length > 0 ? files : throw new ToolException(DiagnosticIds.MissingFile, $"No file fits '{path}'.");
    }
}
