using System.Numerics;
using System.Text.Json;
using ZkmlGen.Algebra;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime;
using ZkmlGen.Solidity.Geometry;
using static ZkmlGen.Solidity.Literals;

namespace ZkmlGen.Solidity;

/// <summary>Works out every hole of the template from a verifying key.</summary>
internal sealed class VerifierViewFactory(VerifyingKey key, CodeBudget budget)
{
    private readonly CircuitDescription circuit = key.Circuit;
    private readonly ColumnMap columns = key.Columns;
    private readonly ProofLayout layout = new(key.Circuit);
    private readonly MemoryMap memory = new(key.Circuit, key.Columns);

    /// <summary>The view.</summary>
    public VerifierView Create()
    {
        var parts = GeometryParts();
        var geometry = parts[0];
        var size = circuit.Size;
        var omega = Fr.RootOfUnity(size.LogRows);
        var tau = new byte[G2Affine.Size];
        key.TauG2.Write(tau);
        return new()
        {
            Generator = GeneratorVersion(),
            Settings = SettingsLine(),
            Model = Comment(circuit.Name),
            Contract = SolidityWriter.ContractName(circuit),
            KeyDigest = Word(key.Digest),
            SrsDigest = Word(key.SrsDigest),
            DevelopmentSrs = key.IsDevelopment,
            SetupWarning = key.IsDevelopment ? Srs.DevelopmentWarning : "",
            Rows = Number(size.Rows),
            Lanes = Number(size.Lanes),
            TileRows = Number(size.TileRows),
            TileShape = $"{Number(size.TileOutputs)} x {Number(size.TileInputs)}",
            Outputs = Outputs(),
            Squares = circuit.HasSquares,
            LogRows = Number(size.LogRows),
            LaneBytes = Offset(size.Lanes * MemoryMap.Word),
            InverseRows = Word(Fr.FromInt64(size.Rows).Inverse()),
            Omega = Word(omega),
            OmegaEnd = Word(omega.Pow((ulong)size.ActiveRows)),
            RemainderUnit = Word(Fr.FromInt64(1L << circuit.Ranges.RemainderBits).Inverse()),
            RemainderTag = Number(circuit.Ranges.Tag(circuit.Ranges.RemainderBits)),
            PublicWords = Number(circuit.PublicWords),
            PublicBytes = Offset(circuit.PublicWords * MemoryMap.Word),
            PublicValues = Number(circuit.PublicValues),
            ValueBytes = Offset(circuit.PublicValues * MemoryMap.Word),
            Commits = circuit.Commitments.Count > 0,
            CommitsCells = circuit.CommittedCells.Count > 0,
            CommitmentStep = Number(CommitmentStep()),
            SendsWeights = circuit.SentWeights > 0,
            PointBytes = Offset(circuit.PublicWords * MemoryMap.Word + circuit.Commitments.Count * ProofLayout.PointSize),
            Commitments = Commitments(),
            TileOutputs = Number(size.TileOutputs),
            TileInputs = Number(size.TileInputs),
            RevealRuns = RevealRuns(omega),
            TauX1 = Word(tau.AsSpan(0, 32)),
            TauX0 = Word(tau.AsSpan(32, 32)),
            TauY1 = Word(tau.AsSpan(64, 32)),
            TauY0 = Word(tau.AsSpan(96, 32)),
            KeyPoints = KeyPoints(),
            ProofBytes = Number(layout.Length),
            Step2 = Offset(layout.Start(2)),
            Step3 = Offset(layout.Start(3)),
            Claim = Offset(layout.Claim),
            Step4 = Offset(layout.Start(4)),
            Step5 = Offset(layout.Start(5)),
            TagOffset = Offset(Evaluation(0)),
            LoOffset = Offset(Evaluation(1)),
            TableHelperOffset = Offset(Evaluation(2)),
            SquareOffset = Offset(Evaluation(3)),
            UOffset = Offset(layout.U),
            VOffset = Offset(layout.V),
            HintOffset = Offset(layout.Hint),
            Step6 = Offset(layout.W),
            Step7 = Offset(layout.W2),
            WeightsOffset = Offset(layout.Weights),
            MemoryEnd = Offset(memory.End(geometry.End)),
            AtAlphaH = Offset(memory.Alpha(size.Lanes)),
            AtAlphaT = Offset(memory.Alpha(2 * size.Lanes)),
            AtAlphaA = Offset(memory.Alpha(2 * size.Lanes + 1)),
            AtAlphaZ = Offset(memory.Alpha(2 * size.Lanes + 2)),
            AtAlphaQ = Offset(memory.Alpha(2 * size.Lanes + 3)),
            AtAlphaC = Offset(memory.Alpha(2 * size.Lanes + 4)),
            ScalarY = Scalar(columns.Y(0)),
            ScalarMult = Scalar(columns.Mult),
            ScalarU = Scalar(columns.U(0)),
            ScalarH = Scalar(columns.H(0)),
            ScalarTableHelper = Scalar(columns.TableHelper),
            ScalarMask = Scalar(columns.Mask),
            ScalarA = Scalar(columns.A),
            ScalarZ = Scalar(columns.Z),
            ScalarQ = Scalar(columns.Q),
            ScalarS = Scalar(columns.S),
            ScalarT0 = Scalar(columns.T0),
            ScalarT1 = Scalar(columns.T1),
            ScalarP = Scalar(columns.P),
            ScalarLo = Scalar(columns.Lo),
            ScalarTag = Scalar(columns.Tag),
            ScalarSquare = Scalar(columns.Square),
            ScalarSquareScale = Scalar(columns.SquareScale),
            ScalarTableTag = Scalar(columns.TableTag),
            ScalarTableValue = Scalar(columns.TableValue),
            ScalarWeights = Scalar(columns.Tiles),
            ScalarW = Offset(memory.W),
            ScalarOne = Offset(memory.One),
            SharedGeometry = geometry.Shared,
            PointGeometry = geometry.PerPoint,
            Divided = parts.Count > 1,
            Companions = [.. parts.Skip(1).Select((part, index) => Companion(part, index + 1))],
        };
    }

    private IReadOnlyList<GeometryCode> GeometryParts()
    {
        var parts = GeometryPartition.Divide(circuit, MemoryMap.Regions, budget.Verifier(key, divided: false), budget.Companion);
        if (parts.Count == 1) return parts;
        parts = GeometryPartition.Divide(circuit, MemoryMap.Regions, budget.Verifier(key, divided: true), budget.Companion);
        return CodeBudget.Deploys(key, parts) ? parts : throw GeometryPartition.TooLong("is wired in too many ways for the code that one transaction can deploy");
    }

    private CompanionView Companion(GeometryCode part, int number) => new(
        $"{Identifier(circuit.Name)}Geometry{Number(number)}", $"GEOMETRY_{Number(number)}", Offset(part.End), part.Shared, part.PerPoint);

    private static string GeneratorVersion() => typeof(VerifierViewFactory).Assembly.GetName().Version!.ToString(3);

    private static string SettingsLine()
    {
        using var settings = JsonDocument.Parse(SolidityWriter.Resource("Verifier.settings.json"));
        return JsonSerializer.Serialize(settings);
    }

    private string Scalar(int column) => Offset(memory.Scalar(column));

    /// <summary>Offset of a sent value behind those of the lanes.</summary>
    private int Evaluation(int index) => layout.Evaluations + (3 * columns.Lanes + index) * ProofLayout.ScalarSize;

    /// <summary>Inputs and outputs that are public or committed to.</summary>
    private object[] Outputs()
    {
        var (shown, first) = (circuit.Disclosure, 0);
        var inputs = circuit.PackedInputs.Select(port => View("input", port, shown.Input));
        return [.. inputs.Concat(circuit.Outputs.Select(port => View("output", port, shown.Output))).OfType<OutputView>()];

        OutputView? View(string kind, OutputPort port, Visibility visibility)
        {
            if (visibility == Visibility.Private) return null;
            var words = visibility == Visibility.Committed ? "committed" : $"{Number(first)} .. {Number(first + port.Words - 1)}";
            if (visibility == Visibility.Public) first += port.Words;
            return new(
                kind, words, Comment(port.Name), string.Join(" x ", port.Shape.Select(length => Number(length))),
                Number(port.DigitsPerWord), Number(port.Bits), Number(port.Low), Real(port.Scale));
        }
    }

    private object[] Commitments() => [.. circuit.Commitments.Select((group, index) =>
    {
        var (first, at) = (circuit.PublicWords + 2 * index, memory.Commitment(index));
        return new CommitmentView(
            Kind(index), $"{Number(first)}, {Number(first + 1)}", Offset(at), Offset(at + 2 * MemoryMap.Word), Offset(first * MemoryMap.Word), Number(group.Address), Number(group.Count), Number(1 << BitOperations.Log2((uint)group.Count)));
    })];

    /// <summary>Inputs, then outputs, then cells, which are weights.</summary>
    private string Kind(int index)
    {
        string[] ports = [.. new[] { ("input", circuit.Disclosure.Input), ("output", circuit.Disclosure.Output) }.Where(port => port.Item2 == Visibility.Committed).Select(port => port.Item1)];
        return index < ports.Length ? ports[index] : $"weight column {Number(index - ports.Length)}";
    }

    /// <summary>That of all commitments.</summary>
    private int CommitmentStep() => circuit.Commitments.Select(group => group.Step).Distinct().ToArray() switch
    {
        [] => 1,
        [var step] => step,
        _ => throw new InvalidDataException($"No Solidity verifier can be written for '{circuit.Name}': its commitments are to words on rows and to cells."),
    };

    private object[] RevealRuns(Fr omega)
    {
        var rows = Runtime.RevealRows.Of(circuit);
        var runs = new List<object>();
        for (int first = 0, end; first < rows.Length; first = end)
        {
            end = first + 1;
            while (end < rows.Length && rows[end] == rows[end - 1] + 1) end++;
            runs.Add(new RevealRunView(Denominator(first), Denominator(end), Word(omega.Pow((ulong)rows[first]))));
        }
        return [.. runs];

        static string Denominator(int index) => Offset(MemoryMap.FirstReveal + index * MemoryMap.Denominator);
    }

    private object[] KeyPoints() =>
    [
        .. key.Fixed.Select((point, index) => Point(point, columns.Sent + index, columns.Name(columns.Sent + index))),
        .. key.Weights.Select((point, index) => Point(point, columns.Tiles + index, $"W_{Number(index)}")),
    ];

    private KeyPointView Point(G1Affine point, int column, string name)
    {
        var bytes = new byte[G1Affine.Size];
        point.Write(bytes);
        return new(Word(bytes.AsSpan(0, 32)), Word(bytes.AsSpan(32)), Scalar(column), name);
    }
}
