using System.Numerics;
using ZkmlGen.Evm;
using ZkmlGen.Runtime;
using ZkmlGen.Solidity;

namespace ZkmlGen.Tool.Pipeline;

/// <summary>What the contract says on a local EVM.</summary>
/// <param name="Accepted">The call returned true.</param>
/// <param name="Gas">Of a whole transaction.</param>
/// <param name="CalldataBytes">Of the call.</param>
/// <param name="CodeBytes">Of the deployed contract.</param>
internal sealed record EvmStage(bool Accepted, long Gas, int CalldataBytes, int CodeBytes)
{
    /// <summary>Compiles, deploys and calls the contract of a key.</summary>
    /// <exception cref="EvmException">There is no EVM here, or the contract can't be deployed.</exception>
    public static Task<EvmStage> RunAsync(VerifyingKey key, ZkProof proof) => RunAsync(key, Calldata(proof));

    /// <summary>The same with any call.</summary>
    public static async Task<EvmStage> RunAsync(VerifyingKey key, byte[] call)
    {
        var tools = await EvmToolchain.GetAsync();
        var contract = SolidityWriter.Write(key);
        var compiled = await new SolidityCompiler(tools).CompileAsync(contract.Source, contract.ContractName, contract.Settings);
        await using var evm = await Anvil.StartAsync(tools);
        var address = (await evm.DeployAsync(compiled.CreationCode)).Contract!;
        var answer = VerifierContract.Decode(await evm.CallAsync(address, call));
        var receipt = await evm.SendAsync(address, call);
        return new(answer.Accepted && receipt.Succeeded, receipt.GasUsed, call.Length, compiled.Code.Length);
    }

    /// <summary>The call of verify.</summary>
    public static byte[] Calldata(ZkProof proof) => Calldata(proof.Bytes.Span, proof.PublicValues, proof.Context);

    /// <summary>The call of verify for any arguments.</summary>
    public static byte[] Calldata(ReadOnlySpan<byte> proof, IEnumerable<BigInteger> publicValues, ZkContext context) =>
        VerifierContract.EncodeVerify(proof, [.. publicValues.SelectMany(Word)], context.ToArray());

    private static byte[] Word(BigInteger value)
    {
        var word = new byte[32];
        value.TryWriteBytes(word.AsSpan(32 - value.GetByteCount(isUnsigned: true)), out _, isUnsigned: true, isBigEndian: true);
        return word;
    }
}
