using System.Reflection;
using System.Runtime.Loader;
using ZkmlGen.Compiler;
using ZkmlGen.Runtime;

namespace ZkmlGen.Tool.Pipeline;

/// <summary>A user's assembly, loaded for its circuits. ZkmlGen's own assemblies are those of this process, so that types are the same.</summary>
internal sealed class CircuitAssembly : AssemblyLoadContext
{
    private readonly string folder;

    private CircuitAssembly(string path) : base(Path.GetFileName(path), isCollectible: true)
    {
        folder = Path.GetDirectoryName(path)!;
        Assembly = LoadFromStream(new MemoryStream(Inputs.UserFile.Read(path)));
    }

    /// <summary>The assembly.</summary>
    public Assembly Assembly { get; }

    /// <summary>Loads an assembly; the file itself stays free to be written.</summary>
    public static CircuitAssembly Load(string path)
    {
        try
        {
            return new(Path.GetFullPath(path));
        }
        catch (BadImageFormatException exception)
        {
            throw new ToolException(DiagnosticIds.MissingFile, $"'{path}' is not a .NET assembly.", exception);
        }
    }

    /// <summary>Its circuits, with the model files embedded in it.</summary>
    public IReadOnlyList<(ZkCircuit Circuit, ModelFiles Files)> Circuits() =>
        [.. ZkCircuitAttribute.Of(Assembly).Select(attribute => attribute.Create()).Select(circuit => (circuit, ModelFiles.Embedded(Assembly, circuit.ModelResource)))];

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName name)
    {
        try
        {
            return Default.LoadFromAssemblyName(name);
        }
        catch (FileNotFoundException)
        {
            var path = Path.Combine(folder, name.Name + ".dll");
            return File.Exists(path) ? LoadFromStream(new MemoryStream(File.ReadAllBytes(path))) : null;
        }
    }
}
