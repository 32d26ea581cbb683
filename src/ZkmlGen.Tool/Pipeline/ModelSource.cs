using System.Security.Cryptography;
using ZkmlGen.Compiler;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Onnx;
using ZkmlGen.Tool.Inputs;

namespace ZkmlGen.Tool.Pipeline;

/// <summary>An ONNX file, read and imported.</summary>
/// <param name="Path">As the user named it.</param>
/// <param name="Bytes">The file.</param>
/// <param name="Graph">The normalised graph.</param>
/// <param name="Warnings">Of the import.</param>
/// <param name="OutputTensors">ONNX tensors that the graph's outputs are.</param>
internal sealed record ModelSource(string Path, byte[] Bytes, ModelGraph Graph, IReadOnlyList<ModelDiagnostic> Warnings, IReadOnlyList<string> OutputTensors)
{
    /// <summary>SHA-256 of the file, lower-case hex.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Bytes));

    /// <summary>Folder of the file, for external data.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    /// <summary>Reads and imports a file.</summary>
    public static ModelSource Load(string path, IEnumerable<DimensionValue> dimensions)
    {
        var bytes = UserFile.Read(path);
        var import = OnnxImporter.Import(
            bytes, System.IO.Path.GetFileName(path), System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)),
            dimensions.ToDictionary(dimension => dimension.Name, dimension => dimension.Value));
        return new(path, bytes, import.Graph, import.Warnings, import.OutputTensors);
    }
}
