using ZkmlGen.Runtime;

namespace ZkmlGen.Tool.Pipeline;

/// <summary>Keys of a circuit, with the SRS from the cache or a file.</summary>
internal static class KeyStage
{
    /// <summary>Runs the setup.</summary>
    public static KeyPair Setup(ZkCircuit circuit, ModelFiles files, string? ptau) =>
        KeyGenerator.Setup(circuit, files, SrsSource.Get(ptau, KeyGenerator.RequiredPowers(circuit.Description), circuit.Description.Size.LogRows));

    /// <summary>Bytes of the proving key's file.</summary>
    public static long FileBytes(ProvingKey key)
    {
        var path = Path.GetTempFileName();
        try
        {
            ProvingKeyFile.Write(key, path);
            return new FileInfo(path).Length;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
