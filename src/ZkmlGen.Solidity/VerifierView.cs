namespace ZkmlGen.Solidity;

/// <summary>Every hole of Verifier.template.sol by its name; numbers as Solidity literals, offsets in bytes.</summary>
internal sealed record VerifierView
{
    // the head
    public required string Generator { get; init; }
    public required string Settings { get; init; }
    public required string Model { get; init; }
    public required string Contract { get; init; }
    public required string KeyDigest { get; init; }
    public required string SrsDigest { get; init; }
    public required bool DevelopmentSrs { get; init; }
    public required string SetupWarning { get; init; }
    public required string Rows { get; init; }
    public required string Lanes { get; init; }
    public required string TileRows { get; init; }
    public required string TileShape { get; init; }
    public required IReadOnlyList<object> Outputs { get; init; }

    // numbers of the circuit
    public required bool Squares { get; init; }
    public required string LogRows { get; init; }
    public required string LaneBytes { get; init; }
    public required string InverseRows { get; init; }
    public required string Omega { get; init; }
    public required string OmegaEnd { get; init; }
    public required string RemainderUnit { get; init; }
    public required string RemainderTag { get; init; }
    public required string PublicWords { get; init; }
    public required string PublicValues { get; init; }
    public required string ValueBytes { get; init; }
    public required bool Commits { get; init; }
    public required bool CommitsCells { get; init; }
    public required string CommitmentStep { get; init; }
    public required bool SendsWeights { get; init; }
    public required string PointBytes { get; init; }
    public required IReadOnlyList<object> Commitments { get; init; }
    public required string PublicBytes { get; init; }
    public required string TileOutputs { get; init; }
    public required string TileInputs { get; init; }
    public required IReadOnlyList<object> RevealRuns { get; init; }

    // the key's points
    public required string TauX1 { get; init; }
    public required string TauX0 { get; init; }
    public required string TauY1 { get; init; }
    public required string TauY0 { get; init; }
    public required IReadOnlyList<object> KeyPoints { get; init; }

    // the proof's layout
    public required string ProofBytes { get; init; }
    public required string Step2 { get; init; }
    public required string Step3 { get; init; }
    public required string Claim { get; init; }
    public required string Step4 { get; init; }
    public required string Step5 { get; init; }
    public required string TagOffset { get; init; }
    public required string LoOffset { get; init; }
    public required string TableHelperOffset { get; init; }
    public required string SquareOffset { get; init; }
    public required string UOffset { get; init; }
    public required string VOffset { get; init; }
    public required string HintOffset { get; init; }
    public required string Step6 { get; init; }
    public required string Step7 { get; init; }
    public required string WeightsOffset { get; init; }

    // memory
    public required string MemoryEnd { get; init; }
    public required string AtAlphaH { get; init; }
    public required string AtAlphaT { get; init; }
    public required string AtAlphaA { get; init; }
    public required string AtAlphaZ { get; init; }
    public required string AtAlphaQ { get; init; }
    public required string AtAlphaC { get; init; }
    public required string ScalarY { get; init; }
    public required string ScalarMult { get; init; }
    public required string ScalarU { get; init; }
    public required string ScalarH { get; init; }
    public required string ScalarTableHelper { get; init; }
    public required string ScalarMask { get; init; }
    public required string ScalarA { get; init; }
    public required string ScalarZ { get; init; }
    public required string ScalarQ { get; init; }
    public required string ScalarS { get; init; }
    public required string ScalarT0 { get; init; }
    public required string ScalarT1 { get; init; }
    public required string ScalarP { get; init; }
    public required string ScalarLo { get; init; }
    public required string ScalarTag { get; init; }
    public required string ScalarSquare { get; init; }
    public required string ScalarSquareScale { get; init; }
    public required string ScalarTableTag { get; init; }
    public required string ScalarTableValue { get; init; }
    public required string ScalarWeights { get; init; }
    public required string ScalarW { get; init; }
    public required string ScalarOne { get; init; }

    // Check 4
    public required IReadOnlyList<string> SharedGeometry { get; init; }
    public required IReadOnlyList<string> PointGeometry { get; init; }
    public required bool Divided { get; init; }
    public required IReadOnlyList<object> Companions { get; init; }
}

/// <summary>A public input or output in the head's comment.</summary>
internal sealed record OutputView(string Kind, string Words, string Name, string Shape, string DigitsPerWord, string Bits, string Low, string Scale);

/// <summary>A commitment of the statement: its public values, memory of its point and scalar, offset in the call, its words' first address, their number and the highest bit of that.</summary>
internal sealed record CommitmentView(string Kind, string Values, string At, string AtScalar, string Start, string Address, string Count, string HighestBit);

/// <summary>Consecutive reveal rows: memory of their denominators and omega to the first row.</summary>
internal sealed record RevealRunView(string Start, string End, string Root);

/// <summary>A commitment of the key and the memory address of its scalar.</summary>
internal sealed record KeyPointView(string X, string Y, string At, string Name);

/// <summary>A contract with a part of check 4.</summary>
internal sealed record CompanionView(
    string Contract, string Variable, string MemoryEnd, IReadOnlyList<string> SharedGeometry, IReadOnlyList<string> PointGeometry);
