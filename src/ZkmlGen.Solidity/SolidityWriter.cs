using ZkmlGen.Circuit;
using ZkmlGen.Runtime;

namespace ZkmlGen.Solidity;

/// <summary>A verifier contract.</summary>
/// <param name="ContractName">Name of the contract in the source.</param>
/// <param name="Source">The Solidity source.</param>
/// <param name="Abi">Its interface, JSON.</param>
/// <param name="Settings">The compiler settings that it is made for: "settings" of solc's standard JSON.</param>
public sealed record SolidityVerifier(string ContractName, string Source, string Abi, string Settings);

/// <summary>Writes the verifier contract of a key: the same key always gives the same bytes.</summary>
public static class SolidityWriter
{
    /// <summary>The contract of a verifying key.</summary>
    /// <exception cref="InvalidDataException">The model is wired in too many ways for contracts of the chain's size.</exception>
    public static SolidityVerifier Write(VerifyingKey key) => Write(key, new CodeBudget());

    /// <summary>The same, with another limit on the size of contracts.</summary>
    internal static SolidityVerifier Write(VerifyingKey key, CodeBudget budget)
    {
        ArgumentNullException.ThrowIfNull(key);
        var view = new VerifierViewFactory(key, budget).Create();
        return new(view.Contract, Template.Fill(Resource("Verifier.template.sol"), view), Resource("Verifier.abi.json"), Resource("Verifier.settings.json"));
    }

    /// <summary>The name of a circuit's contract.</summary>
    public static string ContractName(CircuitDescription circuit)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        return Literals.Identifier(circuit.Name) + "Verifier";
    }

    /// <summary>An embedded file.</summary>
    internal static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(SolidityWriter).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
