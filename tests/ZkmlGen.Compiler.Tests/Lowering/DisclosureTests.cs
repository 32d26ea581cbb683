using Xunit;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Lowering;

namespace ZkmlGen.Compiler.Tests.Lowering;

/// <summary>Circuits that show inputs, hide outputs, or show only the top class.</summary>
public sealed class DisclosureTests
{
    private static readonly float[][] samples = [.. Enumerable.Range(1, 6).Select(seed => new TestModel(seed).Numbers([1, 2, 5, 5], -1, 1))];

    [Theory]
    [InlineData(Visibility.Private, Visibility.Public)]
    [InlineData(Visibility.Public, Visibility.Public)]
    [InlineData(Visibility.Public, Visibility.Private)]
    [InlineData(Visibility.Private, Visibility.Private)]
    public void Words_hold_what_is_public(Visibility input, Visibility output)
    {
        var (circuit, interpreter) = Compile(new Disclosure(input, output, OutputForm.Full), Network(7));
        var (_, plain) = Compile(Disclosure.Default, Network(7));
        Assert.Equal((input == Visibility.Public ? 1 : 0) + (output == Visibility.Public ? 1 : 0), circuit.PublicPorts.Count());
        Assert.Equal(circuit.PublicWords, circuit.Tensors.Items.Where(tensor => tensor.Gadget == Gadget.Reveal).Sum(tensor => tensor.Size));
        foreach (var sample in samples)
        {
            var (trace, expected) = (interpreter.Run([sample]), plain.Run([sample]));
            Assert.Equal(expected.Outputs[0], trace.Outputs[0]);
            if (input != Visibility.Public) continue;
            var shown = PublicWordDecoder.Decode(circuit.PackedInputs[0], trace.PublicWords);
            Assert.All(shown.Zip(sample), pair => Assert.InRange(pair.First - pair.Second, -circuit.PackedInputs[0].Scale / 1.9, circuit.PackedInputs[0].Scale / 1.9));
        }
    }

    [Fact]
    public void Words_of_a_commitment_stand_on_consecutive_rows()
    {
        var model = Network(7);
        model.Graph.Outputs.Add(model.Relu(model.Graph.Outputs[0]));
        var (circuit, _) = Compile(new Disclosure(Visibility.Committed, Visibility.Committed, OutputForm.Full), model);
        Assert.Equal(0, circuit.PublicWords);
        Assert.Equal(4, circuit.PublicValues);
        Assert.Equal(2, circuit.Outputs.Count);
        var rows = circuit.Tensors.Items.Where(tensor => tensor.Gadget == Gadget.Reveal).Select(tensor => (tensor.Address, tensor.Size)).ToArray();
        Assert.Equal(3, rows.Length);
        var lanes = circuit.Size.Lanes;
        Assert.Equal([new(rows[0].Address, rows[0].Size, lanes), new(rows[1].Address, rows[1].Size + rows[2].Size, lanes)], circuit.Commitments);
        Assert.Equal(rows[1].Address + rows[1].Size * lanes, rows[2].Address);
    }

    [Fact]
    public void Top_class_is_the_first_of_the_largest_scores()
    {
        var topClass = Disclosure.Default with { Form = OutputForm.TopClass };
        var (circuit, interpreter) = Compile(topClass, Network(7));
        var (_, plain) = Compile(Disclosure.Default, Network(7), bits: circuit.Ranges.ValueBits);
        Assert.Equal(1, circuit.PublicWords);
        Assert.Equal(1, circuit.Outputs[0].Elements);
        var classes = samples.Select(sample => interpreter.Run([sample]).Outputs[0][0]).ToArray();
        Assert.True(classes.Distinct().Count() > 1, "The samples are all of one class.");
        Assert.Equal(samples.Select(sample => Largest(plain.Run([sample]).Outputs[0])), classes.Select(value => (int)value));
    }

    [Fact]
    public void Of_equal_scores_the_first_is_the_top_class()
    {
        var model = new TestModel();
        var x = model.Input(1, 2);
        // Scores 1 and 3 are the same, and so are 0 and 2.
        model.Graph.Outputs.Add(model.Add(new Dense(), [1, 4], x, model.Stored([2, 4], [1, 0, 1, 0, 0, 1, 0, 1])));
        var (_, interpreter) = Compile(Disclosure.Default with { Form = OutputForm.TopClass }, model, [[1, -1], [-1, 1], [0.5f, 0.5f]]);
        Assert.Equal(0, interpreter.Run([[1, 0]]).Outputs[0][0]);
        Assert.Equal(1, interpreter.Run([[0, 1]]).Outputs[0][0]);
        Assert.Equal(0, interpreter.Run([[-1, -1]]).Outputs[0][0]);
    }

    [Fact]
    public void Contradictions_are_errors()
    {
        var secret = new Disclosure(Visibility.Public, Visibility.Private, OutputForm.TopClass);
        Assert.Equal(DiagnosticIds.ContradictoryDisclosure, Assert.Throws<ModelException>(() => Compile(secret, Network(7))).Id);
        var single = Disclosure.Default with { Form = OutputForm.TopClass };
        Assert.Contains("at least two scores", Assert.Throws<ModelException>(() => Compile(single, Network(1))).Message, StringComparison.Ordinal);
        var two = Network(3);
        two.Graph.Outputs.Add(two.Graph.Nodes[0].Output);
        Assert.Contains("2 output(s)", Assert.Throws<ModelException>(() => Compile(single, two)).Message, StringComparison.Ordinal);
    }

    private static TestModel Network(int scores)
    {
        var model = new TestModel();
        var hidden = model.Relu(model.Convolve(model.Input(1, 2, 5, 5), 3, 3));
        model.Graph.Outputs.Add(model.Multiply(model.Add(new Reshape(), [1, 27], hidden), scores));
        return model;
    }

    private static int Largest(float[] scores) => Array.IndexOf(scores, scores.Max());

    private static (CircuitDescription Circuit, CircuitInterpreter Interpreter) Compile(Disclosure disclosure, TestModel model, float[][]? inputs = null, int bits = 0)
    {
        var warnings = new List<ModelDiagnostic>();
        var options = CompilerOptions.Default("Test") with { Disclosure = disclosure, ValueBits = bits };
        var compiled = ModelCompiler.Compile(model.Graph, options, [.. (inputs ?? samples).Select(sample => new CalibrationSample([sample]))], warnings);
        Assert.Empty(CircuitChecker.Check(compiled));
        Assert.Equal(disclosure is { Input: Visibility.Private, Output: Visibility.Private }, warnings.Any(warning => warning.Id == DiagnosticIds.NothingShown));
        Assert.Equal(compiled.Circuit, CircuitCodec.Decode(CircuitCodec.Encode(compiled.Circuit)));
        return (compiled.Circuit, new CircuitInterpreter(compiled.Circuit, TileLoader.Load(compiled.Circuit.Size, compiled.Weights, model.Read)));
    }
}
