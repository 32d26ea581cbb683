using System.Text;
using ZkmlGen.Runtime;
using ZkmlGen.Solidity;

namespace ZkmlGen.Tool.Pipeline;

/// <summary>The files of a model: contract, its interface and settings for solc, and both keys.</summary>
internal static class Artifacts
{
    private const string Contract = "Verifier.sol", Interface = "Verifier.abi.json", Settings = "Verifier.settings.json";

    /// <summary>Names of all files.</summary>
    public static IReadOnlyList<string> Names { get; } = [Contract, Interface, Settings, ZkModelHost.VerifyingKeyName, ZkModelHost.ProvingKeyName];

    /// <summary>Writes them into a folder, each file as a whole.</summary>
    public static void Write(string folder, KeyPair keys)
    {
        var contract = SolidityWriter.Write(keys.Verifying);
        WriteText(Path.Combine(folder, Contract), contract.Source);
        WriteText(Path.Combine(folder, Interface), contract.Abi);
        WriteText(Path.Combine(folder, Settings), contract.Settings);
        WriteText(Path.Combine(folder, ZkModelHost.VerifyingKeyName), VerifyingKeyJson.Write(keys.Verifying));
        ProvingKeyFile.Write(keys.Proving, Path.Combine(folder, ZkModelHost.ProvingKeyName));
    }

    /// <summary>Writes a text as a whole.</summary>
    public static void WriteText(string path, string text) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
