using System.Security.Cryptography;
using System.Text;
using ZkmlGen.Runtime;
using ZkmlGen.Solidity;

namespace ZkmlGen.Tool.Pipeline;

/// <summary>The files of a model: contract, its interface and settings for solc, both keys, and the weight commitments.</summary>
internal static class Artifacts
{
    private const string Contract = "Verifier.sol", Interface = "Verifier.abi.json", Settings = "Verifier.settings.json";

    private static readonly string[] names = [Contract, Interface, Settings, ZkModelHost.VerifyingKeyName, ZkModelHost.WeightCommitmentsName, ZkModelHost.ProvingKeyName];

    /// <summary>SHA-256 of all files; null if one is missing.</summary>
    public static string? Digest(string folder)
    {
        if (!names.All(name => File.Exists(Path.Combine(folder, name)))) return null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in names)
        {
            using var file = File.OpenRead(Path.Combine(folder, name));
            hash.AppendData(SHA256.HashData(file));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Writes them into a folder, each file as a whole.</summary>
    public static void Write(string folder, KeyPair keys)
    {
        var contract = SolidityWriter.Write(keys.Verifying);
        WriteText(Path.Combine(folder, Contract), contract.Source);
        WriteText(Path.Combine(folder, Interface), contract.Abi);
        WriteText(Path.Combine(folder, Settings), contract.Settings);
        WriteText(Path.Combine(folder, ZkModelHost.VerifyingKeyName), VerifyingKeyJson.Write(keys.Verifying));
        WriteText(Path.Combine(folder, ZkModelHost.WeightCommitmentsName), WeightCommitmentsJson.Write(ZkWeightCommitments.Of(keys.Proving), keys.Verifying.Circuit.Name));
        ProvingKeyFile.Write(keys.Proving, Path.Combine(folder, ZkModelHost.ProvingKeyName));
    }

    /// <summary>Writes a text as a whole.</summary>
    public static void WriteText(string path, string text) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
