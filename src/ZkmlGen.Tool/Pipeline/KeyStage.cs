using ZkmlGen.Runtime;

namespace ZkmlGen.Tool.Pipeline;

/// <summary>Keys of a circuit, with the SRS from the cache or a file.</summary>
internal static class KeyStage
{
    /// <summary>Runs the setup.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="files">Its weights.</param>
    /// <param name="srs">A file or digest; null for a development SRS.</param>
    /// <param name="warn">Told what the user should know.</param>
    /// <param name="earlier">A key whose weight commitments to take; null for fresh ones.</param>
    public static KeyPair Setup(ZkCircuit circuit, ModelFiles files, string? srs, Action<string> warn, ProvingKey? earlier = null)
    {
        var required = srs is null ? WeightRangeProof.DevelopmentPowers(circuit, files) : KeyGenerator.RequiredPowers(circuit.Description);
        var powers = SrsSource.Get(srs, required, circuit.Description.Size.LogRows, warn);
        return earlier is null ? KeyGenerator.Setup(circuit, files, powers) : KeyGenerator.Setup(circuit, files, powers, earlier);
    }
}
