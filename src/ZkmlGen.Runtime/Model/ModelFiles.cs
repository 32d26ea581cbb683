using System.Reflection;

namespace ZkmlGen.Runtime;

/// <summary>The bytes of the ONNX file (and of external data files) that generated code reads its weights from.</summary>
public abstract class ModelFiles
{
    /// <summary>The bytes of the model file (null) or of an external data file, by its name in the model.</summary>
    /// <exception cref="InvalidDataException">There is no such file; the message says how to embed it.</exception>
    public abstract ReadOnlySpan<byte> Read(string? externalFile);

    /// <summary>Files embedded as resources of an assembly: resource for the model, resource/NAME for external data.</summary>
    public static ModelFiles Embedded(Assembly assembly, string resource) => new EmbeddedFiles(assembly, resource);

    private sealed class EmbeddedFiles(Assembly assembly, string resource) : ModelFiles
    {
        public override unsafe ReadOnlySpan<byte> Read(string? externalFile)
        {
            var name = externalFile is null ? resource : $"{resource}/{externalFile}";
            var stream = assembly.GetManifestResourceStream(name) as UnmanagedMemoryStream
                ?? throw new InvalidDataException($"The assembly {assembly.GetName().Name} has no embedded resource '{name}': include the file with <ZkModel Include=\"...\" /> and build again.");
            return new ReadOnlySpan<byte>(stream.PositionPointer, checked((int)stream.Length));
        }
    }
}
