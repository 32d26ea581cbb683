using System.Security.Cryptography;
using System.Text;
using ZkmlGen.Compiler;
using ZkmlGen.Runtime;
using ZkmlGen.Solidity;

namespace ZkmlGen.Tool.Pipeline;

/// <summary>
/// Keeps a folder of keys and contracts up to date with an assembly: FOLDER/MODEL/... for each circuit, FOLDER/MODEL.stamp with the digest of
/// everything they depend on, and FOLDER/MODEL.development-srs if they are not for deployment.
/// </summary>
internal sealed class BuildStep(string folder, string? ptau, Action<string> tell)
{
    private const string Stamp = ".stamp", Development = ".development-srs";

    /// <summary>Makes what is missing or old, and removes what belongs to no circuit of the assembly.</summary>
    public void Run(CircuitAssembly assembly)
    {
        var circuits = assembly.Circuits();
        var twins = circuits.GroupBy(circuit => circuit.Circuit.Description.Name).FirstOrDefault(group => group.Count() > 1);
        if (twins is not null) throw new ToolException(DiagnosticIds.BuildStep, $"Two models of {assembly.Assembly.GetName().Name} are called '{twins.Key}': rename one of the classes.");
        Directory.CreateDirectory(folder);
        using var alone = FolderLock.Take(folder);
        foreach (var (circuit, files) in circuits) Update(circuit, files);
        RemoveOthers([.. circuits.Select(circuit => circuit.Circuit.Description.Name)]);
    }

    private void Update(ZkCircuit circuit, ModelFiles files)
    {
        var name = circuit.Description.Name;
        var (target, stamp) = (Path.Combine(folder, name), Path.Combine(folder, name + Stamp));
        var digest = Digest(circuit);
        if (File.Exists(stamp) && File.ReadAllText(stamp) == digest && Artifacts.Names.All(file => File.Exists(Path.Combine(target, file)))) return;
        File.Delete(stamp);
        var keys = KeyStage.Setup(circuit, files, ptau);
        Artifacts.Write(target, keys);
        var marker = Path.Combine(folder, name + Development);
        if (keys.Verifying.IsDevelopment) Artifacts.WriteText(marker, Srs.DevelopmentWarning);
        else File.Delete(marker);
        Artifacts.WriteText(stamp, digest);
        tell($"{name}: keys and contract are new.");
    }

    /// <summary>Everything that the files depend on; for a .ptau file its path, size and time, which is quicker than its gigabytes.</summary>
    private string Digest(ZkCircuit circuit)
    {
        var srs = ptau is null ? "" : $"{Path.GetFullPath(ptau)} {new FileInfo(ptau).Length} {File.GetLastWriteTimeUtc(ptau).Ticks}";
        var versions = $"{typeof(ZkCircuit).Module.ModuleVersionId} {typeof(SolidityWriter).Module.ModuleVersionId}";
        byte[] content = [.. Encoding.UTF8.GetBytes($"{versions}\n{srs}\n{circuit.ModelDigest}\n"), .. circuit.DescriptionBytes];
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    private void RemoveOthers(HashSet<string> names)
    {
        foreach (var stamp in Directory.GetFiles(folder, "*" + Stamp))
        {
            var name = Path.GetFileNameWithoutExtension(stamp);
            if (names.Contains(name)) continue;
            File.Delete(stamp);
            File.Delete(Path.Combine(folder, name + Development));
            if (Directory.Exists(Path.Combine(folder, name))) Directory.Delete(Path.Combine(folder, name), recursive: true);
        }
    }
}
