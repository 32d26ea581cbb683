using System.Globalization;
using ZkmlGen.Circuit;
using ZkmlGen.Evm;
using ZkmlGen.Solidity.Tests.Reference;

namespace ZkmlGen.Solidity.Tests.Gas;

/// <summary>What the verification of any proof of one circuit costs at most, by part, and the contract's size.</summary>
internal sealed record GasRow(string Model, CircuitDescription Circuit, int ProofBytes, IReadOnlyDictionary<string, long> Parts, int CodeBytes)
{
    /// <summary>The parts in the order of the table.</summary>
    public static readonly string[] Columns = ["transaction", "call data", "decoding", "transcript", "scalars", "geometry", "MSM", "pairing"];

    private static readonly Dictionary<string, string> PartOf = new()
    {
        ["transaction"] = "transaction",
        ["dispatch"] = "decoding",
        ["scalarsInRange"] = "decoding",
        ["pointsOnCurve"] = "decoding",
        ["commitmentsOnCurve"] = "decoding",
        ["weightsAreDigested"] = "decoding",
        ["reserveMemory"] = "decoding",
        ["drawChallenges"] = "transcript",
        ["evaluateDomain"] = "scalars",
        ["weighEvaluations"] = "scalars",
        ["weighLinearColumns"] = "scalars",
        ["weighTileSide"] = "scalars",
        ["weighCommitments"] = "scalars",
        ["evaluateGeometry"] = "geometry",
        ["addGeometry"] = "geometry",
        ["calls"] = "geometry",
        ["checkOpenings"] = "MSM",
        ["ecMul"] = "MSM",
        ["ecAdd"] = "MSM",
        ["pairing"] = "pairing",
    };

    public long Total => Parts.Values.Sum();

    /// <summary>Deploys the circuit's contract and traces one call. The setup's secret makes the proof: it costs what a prover's costs.</summary>
    public static async Task<GasRow> MeasureAsync(EvmFixture evm, string model, CircuitDescription circuit)
    {
        var key = new SimulatedKey(circuit, 1);
        var proof = new SimulatedProof(key, 1, new ProgramGeometry(circuit));
        var verifier = SolidityWriter.Write(key.Key);
        var contract = await evm.DeployAsync(verifier);
        var callData = VerifierContract.EncodeVerify(proof.Bytes, proof.WordBytes, proof.Context);
        var profile = await GasProfile.MeasureAsync(contract, verifier.Source, callData);
        var receipt = await evm.Evm.SendAsync(contract.Address, callData);
        Assert.True(receipt.Succeeded);
        Assert.Equal(receipt.GasUsed, profile.Sum(part => part.Gas));

        var parts = Columns.ToDictionary(column => column, _ => 0L);
        foreach (var (part, gas) in profile.Where(part => part.Part != GasProfile.CallData)) parts[PartOf[part]] += gas;
        parts[GasProfile.CallData] = GasProfile.CallDataGas(Dearest(proof));
        return new(model, circuit, proof.Bytes.Length, parts, contract.Compiled.Code.Length);
    }

    /// <summary>The row of the table.</summary>
    public override string ToString()
    {
        string[] cells =
        [
            Model, $"{Circuit.Size.Rows} x {Circuit.Size.Lanes}", $"{Circuit.Size.TileOutputs} x {Circuit.Size.TileInputs}", Number(ProofBytes), Number(CodeBytes),
            .. Columns.Select(column => Number(Parts[column])), Number(Total),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    /// <summary>Call data of this shape in which no byte of proof, words and context is zero, as bytes that are zero cost less.</summary>
    private static byte[] Dearest(SimulatedProof proof) => VerifierContract.EncodeVerify(Ones(proof.Bytes.Length), Ones(proof.WordBytes.Length), Ones(proof.Context.Length));

    private static byte[] Ones(int count) => [.. Enumerable.Repeat((byte)1, count)];

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
