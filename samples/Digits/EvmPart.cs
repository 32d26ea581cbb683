using System.Numerics;
using ZkmlGen.Evm;
using ZkmlGen.Runtime;

/// <summary>The contract that the build wrote, on a local EVM.</summary>
internal static class EvmPart
{
    /// <summary>Deploys the contract, verifies the proof there, and shows that it refuses a forged output.</summary>
    /// <exception cref="EvmException">Node.js or anvil is missing; the message says what to do.</exception>
    public static async Task RunAsync(string folder, ZkProof proof, BigInteger[] forged)
    {
        Console.WriteLine("EVM: compiling Verifier.sol and starting anvil (the first time, npm fetches both)");
        var tools = await EvmToolchain.GetAsync();
        var compiled = await new SolidityCompiler(tools).CompileAsync(
            await File.ReadAllTextAsync(Path.Combine(folder, "Verifier.sol")), "DigitsVerifier", await File.ReadAllTextAsync(Path.Combine(folder, "Verifier.settings.json")));
        await using var evm = await Anvil.StartAsync(tools);
        var contract = (await evm.DeployAsync(compiled.CreationCode)).Contract!;
        Console.WriteLine($"     deployed at {contract}, {compiled.Code.Length:N0} bytes of code");

        var call = VerifierContract.EncodeVerify(proof.Bytes.Span, Words(proof.PublicValues), proof.Context.ToArray());
        var answer = VerifierContract.Decode(await evm.CallAsync(contract, call));
        var receipt = await evm.SendAsync(contract, call);
        Console.WriteLine($"     the proof is {Verdict(answer.Accepted)}: {receipt.GasUsed:N0} gas, {call.Length:N0} bytes of calldata");

        var forgery = await evm.VerifyAsync(contract, proof.Bytes, Words(forged), proof.Context.ToArray());
        Console.WriteLine($"     a forged output is {Verdict(forgery.Accepted)}");
        if (!answer.Accepted || forgery.Accepted) throw new InvalidOperationException("The contract judged wrongly.");
    }

    /// <summary>For people.</summary>
    public static string Verdict(bool accepted) => accepted ? "accepted" : "refused";

    /// <summary>32 bytes a word, big-endian.</summary>
    private static byte[] Words(IEnumerable<BigInteger> values)
    {
        List<byte> bytes = [];
        foreach (var value in values)
        {
            var word = value.ToByteArray(isUnsigned: true, isBigEndian: true);
            bytes.AddRange([.. new byte[32 - word.Length], .. word]);
        }
        return [.. bytes];
    }
}
