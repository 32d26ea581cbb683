using System.Globalization;
using Xunit;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Lowering;
using ZkmlGen.Compiler.Tests.Lowering;

namespace ZkmlGen.Compiler.Tests.Quantisation;

public class QuantiserTests
{
    [Fact]
    public void Whole_numbers_are_exact()
    {
        var model = new TestModel();
        model.Graph.Outputs.Add(model.Multiply(model.Input(1, 4), 3));
        var compiled = ModelCompiler.Compile(model.Graph, CompilerOptions.Default("Pixels") with { ValueBits = 8 }, [new([[0, 17, 255, 3]])], []);
        var input = compiled.Circuit.Tensors[compiled.Circuit.Inputs[0].Tensor];
        Assert.Equal((0, 0, 8), (input.ScaleBits, input.Low, input.Bits));
    }

    [Fact]
    public void Wider_whole_numbers_get_a_table_of_their_own()
    {
        var model = new TestModel();
        model.Graph.Outputs.Add(model.Multiply(model.Input(1, 4), 3));
        var compiled = ModelCompiler.Compile(model.Graph, CompilerOptions.Default("Pixels") with { ValueBits = 6 }, [new([[0, 17, 255, 3]])], []);
        Assert.Equal([0, 6, 8], compiled.Circuit.Ranges.TableWidths);
        Assert.Empty(CircuitChecker.Check(compiled));
    }

    [Fact]
    public void Layers_far_below_zero_get_a_guard()
    {
        var model = new TestModel();
        var x = model.Input(1, 8);
        var below = model.Computed([8], [.. Enumerable.Range(0, 8).Select(i => i == 0 ? 0f : -30f)]);
        var hidden = model.Relu(model.Add(new LinearCombination([1, 1]), [1, 8], model.Multiply(x, 8), below));
        var compiled = model.Check(0.01, model.Multiply(hidden, 3), bits: 9);
        Assert.Contains(compiled.Circuit.Tensors, tensor => tensor.Name.EndsWith("guard"));
    }

    [Fact]
    public void Large_biases_lower_the_scale_of_the_weights()
    {
        var model = new TestModel();
        var hidden = model.Relu(model.Add(new Dense(), [1, 4], model.Input(1, 4), model.Weights(1e-4, 4, 4), model.Stored([4], [1e-4f, -1e5f, 1e-4f, -1e5f])));
        model.Graph.Outputs.Add(model.Multiply(hidden, 2));
        var compiled = ModelCompiler.Compile(model.Graph, CompilerOptions.Default("Biased") with { ValueBits = 14 }, [new([[1, -1, 0.5f, 0]])], []);
        Assert.Empty(CircuitChecker.Check(compiled));
        Assert.NotEmpty(TileLoader.Load(compiled.Circuit.Size, compiled.Weights, model.Read));
    }

    [Fact]
    public void Culture_does_not_matter()
    {
        var model = new TestModel();
        model.Graph.Outputs.Add(model.Relu(model.Multiply(model.Input(1, 4), 3)));
        CompiledModel Compile() => ModelCompiler.Compile(model.Graph, CompilerOptions.Default("Culture"), [], []);
        var before = CultureInfo.CurrentCulture;
        var expected = CircuitCodec.Encode(Compile().Circuit);
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NegativeSign = "~", NumberDecimalSeparator = "," } };
            Assert.Equal(expected, CircuitCodec.Encode(Compile().Circuit));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Typical_inputs_are_asked_for_when_bounds_are_too_wide()
    {
        var model = new TestModel();
        var x = model.Input(1, 16);
        for (var i = 0; i < 9; i++) x = model.Relu(model.Multiply(x, 16));
        model.Graph.Outputs.Add(model.Multiply(x, 2));
        var warnings = new List<ModelDiagnostic>();
        ModelCompiler.Compile(model.Graph, CompilerOptions.Default("Deep"), [], warnings);
        Assert.Contains(warnings, warning => warning is { Id: DiagnosticIds.NoCalibration, IsError: false });
    }

    [Theory]
    [InlineData(3, -1, 1, 4)]
    [InlineData(17, -1, 1, 4)]
    [InlineData(0, 1, 1, 4)]
    [InlineData(0, double.NaN, 1, 4)]
    [InlineData(0, -1, double.PositiveInfinity, 4)]
    [InlineData(0, -1, 1, 3)]
    public void Options_that_do_not_fit_are_refused(int bits, double low, double high, int sampleSize)
    {
        var model = new TestModel();
        model.Graph.Outputs.Add(model.Multiply(model.Input(1, 4), 3));
        var options = CompilerOptions.Default("Bad") with { ValueBits = bits, InputLow = low, InputHigh = high };
        var error = Assert.Throws<ModelException>(() => ModelCompiler.Compile(model.Graph, options, [new([new float[sampleSize]])], []));
        Assert.Equal(DiagnosticIds.BadOptions, error.Id);
    }

    [Fact]
    public void Undefined_values_are_refused()
    {
        var model = new TestModel();
        model.Graph.Outputs.Add(model.Multiply(model.Input(1, 2), 3));
        var error = Assert.Throws<ModelException>(() => ModelCompiler.Compile(model.Graph, CompilerOptions.Default("Nan"), [new([[float.NaN, 1]])], []));
        Assert.Contains("undefined", error.Message);
    }
}
