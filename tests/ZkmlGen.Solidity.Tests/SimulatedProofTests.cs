using Xunit.Abstractions;
using ZkmlGen.Circuit;
using ZkmlGen.Solidity.Tests.Reference;

namespace ZkmlGen.Solidity.Tests;

/// <summary>The contract computes every scalar of section 6 as the text says it: proofs made with the setup's secret are accepted, altered ones are not.</summary>
[Collection(EvmCollection.Name)]
public sealed class SimulatedProofTests(EvmFixture evm, ITestOutputHelper output)
{
    public static TheoryData<int, int, int, int, int, bool, int> Shapes => new()
    {
        { 1, 3, 1, 1, 1, false, 2 },
        { 2, 10, 2, 2, 3, false, 3 },
        { 3, 10, 2, 2, 3, true, 3 },
        { 4, 12, 4, 3, 3, false, 2 },
        { 5, 11, 5, 4, 4, true, 30 },
    };

    [EvmTheory]
    [MemberData(nameof(Shapes))]
    public async Task Accepts_what_the_text_accepts(int seed, int logRows, int lanes, int outputs, int inputs, bool squares, int words)
    {
        var circuit = logRows == 3 ? Tiny() : TestCircuits.Random(seed, logRows, lanes, outputs, inputs, squares, words);
        var key = new SimulatedKey(circuit, seed);
        var proof = new SimulatedProof(key, seed);
        var contract = await evm.DeployAsync(SolidityWriter.Write(key.Key));

        Assert.Equal(new(true, null), await contract.VerifyAsync(proof.Bytes, proof.WordBytes, proof.Context));
        var receipt = await evm.Evm.SendAsync(contract.Address, Evm.VerifierContract.EncodeVerify(proof.Bytes, proof.WordBytes, proof.Context));
        output.WriteLine($"{lanes} lanes, {outputs} x {inputs} tiles, {words} words: {receipt.GasUsed} gas, {contract.Compiled.Code.Length} bytes of code");

        var wrong = new SimulatedProof(key, seed + 100).WordBytes;
        Assert.Equal(new(false, null), await contract.VerifyAsync(proof.Bytes, wrong, proof.Context));
    }

    [EvmFact]
    public async Task Weighs_commitments_as_the_text_says()
    {
        var key = new SimulatedKey(TestCircuits.Committing(6), 6);
        var proof = new SimulatedProof(key, 6);
        var verifier = SolidityWriter.Write(key.Key);
        Assert.Contains("//   values 3, 4: input, k = 4", verifier.Source);
        var contract = await evm.DeployAsync(verifier);
        Assert.Equal(new(true, null), await contract.VerifyAsync(proof.Bytes, proof.WordBytes, proof.Context));
        Assert.True(new ZkmlGen.Runtime.ZkVerifier(key.Key).Verify(proof.Bytes, proof.Values, ZkmlGen.Runtime.ZkContext.Read(proof.Context)));
    }

    [EvmFact]
    public async Task Weighs_committed_weights_as_the_text_says()
    {
        var key = new SimulatedKey(TestCircuits.SendingWeights(7), 7);
        var proof = new SimulatedProof(key, 7);
        var contract = await evm.DeployAsync(SolidityWriter.Write(key.Key));
        Assert.Equal(new(true, null), await contract.VerifyAsync(proof.Bytes, proof.WordBytes, proof.Context));
        Assert.True(new ZkmlGen.Runtime.ZkVerifier(key.Key).Verify(proof.Bytes, proof.Values, ZkmlGen.Runtime.ZkContext.Read(proof.Context)));
        var other = new SimulatedProof(new SimulatedKey(TestCircuits.SendingWeights(7), 8), 7);
        Assert.Equal(new(false, null), await contract.VerifyAsync(proof.Bytes, [.. proof.WordBytes[..^32], .. other.WordBytes[^32..]], proof.Context));
    }

    private static CircuitDescription Tiny()
    {
        var circuit = TestCircuits.Random(1, 3, 1, 1, 1, words: 2);
        CellTensor[] tensors =
        [
            new("one", "", "1", Gadget.One, 0, 1, 0, 0, 1, 0),
            new("output", "", "2", Gadget.Reveal, 0, 0, 0, 1, 2, 0),
        ];
        return circuit with
        {
            Tensors = tensors,
            Ranges = new(0, 0, new[] { 0 }),
            Inputs = new InputPort[0],
            Outputs = (OutputPort[])[new("a", new[] { 2 }, 1, 4, 0, 1, 1)],
            PublicMaps = new PublicMap[0],
            TileMaps = new TileMap[0],
        };
    }
}
