using ZkmlGen.Compiler;
using ZkmlGen.Runtime;

namespace ZkmlGen.Tool.Pipeline;

/// <summary>A model file that was read already, and external data beside it.</summary>
internal sealed class DiskFiles(ModelSource model) : ModelFiles
{
    private readonly Dictionary<string, byte[]> external = [];

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Read(string? externalFile)
    {
        if (externalFile is null) return model.Bytes;
        lock (external)
        {
            if (external.TryGetValue(externalFile, out var bytes)) return bytes;
            // The importer has refused names that lead out of the model's folder.
            return external[externalFile] = Inputs.UserFile.Read(Path.Combine(model.Folder, externalFile));
        }
    }
}
