using System.Security.Cryptography;
using System.Text;
using ZkmlGen.Compiler;
using ZkmlGen.Runtime;
using ZkmlGen.Solidity;
using ZkmlGen.Tool.Inputs;

namespace ZkmlGen.Tool.Pipeline;

/// <summary>
/// Keeps a folder of keys and contracts up to date with an assembly: FOLDER/MODEL/... for each circuit, FOLDER/MODEL.stamp with the digests of
/// everything they depend on and of the files, and FOLDER/MODEL.development-srs if they are not for deployment.
/// </summary>
/// <param name="folder">The folder; made if it is missing.</param>
/// <param name="srs">A file or digest; null for a development SRS.</param>
/// <param name="allowDevelopment">False: a development SRS is an error.</param>
/// <param name="weightsFrom">A folder that another build made: models take the weight commitments of those of their name there; null for fresh ones.</param>
/// <param name="tell">Told what is new.</param>
internal sealed class BuildStep(string folder, string? srs, bool allowDevelopment, string? weightsFrom, Action<string> tell)
{
    private const string Stamp = ".stamp", Development = ".development-srs";
    private const string Refusal =
        $"{Srs.DevelopmentWarning}. Keys and contracts for release need the SRS of a public ceremony: set the property ZkmlPtau (--ptau) to its .ptau file. " +
        "To try a release build out, set AllowDevelopmentSrs to true (--allow-development-srs).";

    /// <summary>Makes what is missing or old, and removes what belongs to no circuit of the assembly.</summary>
    public void Run(CircuitAssembly assembly)
    {
        var circuits = assembly.Circuits();
        var twins = circuits.GroupBy(circuit => circuit.Circuit.Description.Name).FirstOrDefault(group => group.Count() > 1);
        if (twins is not null) throw new ToolException(DiagnosticIds.BuildStep, $"Two models of {assembly.Assembly.GetName().Name} are called '{twins.Key}': rename one of the classes.");
        if (circuits.Count > 0 && !allowDevelopment && (srs is null || SrsSource.Info(srs).IsDevelopment)) throw new ToolException(DiagnosticIds.DevelopmentRefused, Refusal);
        Directory.CreateDirectory(folder);
        using var alone = FileLock.Take(Path.Combine(folder, "lock"));
        AtomicFile.RemoveTemporary(folder, TimeSpan.Zero);
        foreach (var (circuit, files) in circuits) Update(circuit, files);
        RemoveOthers([.. circuits.Select(circuit => circuit.Circuit.Description.Name)]);
    }

    private void Update(ZkCircuit circuit, ModelFiles files)
    {
        var name = circuit.Description.Name;
        var (target, stamp) = (Path.Combine(folder, name), Path.Combine(folder, name + Stamp));
        var digest = Digest(circuit);
        if (File.Exists(stamp) && File.ReadAllText(stamp) == StampOf(digest, target)) return;
        File.Delete(stamp);
        if (Directory.Exists(target)) AtomicFile.RemoveTemporary(target, TimeSpan.Zero);
        var keys = KeyStage.Setup(circuit, files, srs, tell, Earlier(name));
        Artifacts.Write(target, keys);
        var marker = Path.Combine(folder, name + Development);
        if (keys.Verifying.IsDevelopment) Artifacts.WriteText(marker, Srs.DevelopmentWarning);
        else File.Delete(marker);
        Artifacts.WriteText(stamp, StampOf(digest, target));
        tell($"{name}: keys and contract are new.");
    }

    private ProvingKey? Earlier(string name) => weightsFrom is null ? null : ProvingKeyFile.Read(Path.Combine(weightsFrom, name, ZkModelHost.ProvingKeyName));

    /// <summary>What the files depend on, and the files themselves: a damaged one is made anew.</summary>
    private static string StampOf(string digest, string target) => $"{digest} {Artifacts.Digest(target)}";

    /// <summary>Everything that the files depend on.</summary>
    private string Digest(ZkCircuit circuit)
    {
        var versions = $"{typeof(ZkCircuit).Module.ModuleVersionId} {typeof(SolidityWriter).Module.ModuleVersionId}";
        byte[] content = [.. Encoding.UTF8.GetBytes($"{versions}\n{SrsSource.Identity(srs)}\n{circuit.ModelDigest}\n{EarlierIdentity(circuit.Description.Name)}\n"), .. circuit.DescriptionBytes];
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    private string EarlierIdentity(string name)
    {
        if (weightsFrom is null) return "";
        var path = Path.Combine(weightsFrom, name, ZkModelHost.WeightCommitmentsName);
        return Convert.ToHexStringLower(WeightCommitmentsJson.Read(UserFile.ReadText(path), path).Digest);
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
