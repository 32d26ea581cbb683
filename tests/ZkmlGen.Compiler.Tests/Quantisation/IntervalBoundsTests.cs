using Xunit;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Quantisation;
using ZkmlGen.Compiler.Tests.Lowering;

namespace ZkmlGen.Compiler.Tests.Quantisation;

public class IntervalBoundsTests
{
    [Fact]
    public void Bounds_hold_for_inputs_in_the_range()
    {
        var model = Mixed();
        var bounds = IntervalBounds.Of(model.Graph, -0.5, 2);
        for (var i = 0; i < 50; i++)
        {
            // Corners of the range are the hardest inputs.
            var sample = model.Numbers([1, 2, 6, 6], -0.5, 2).Select(value => i % 2 == 0 ? value : value < 0.75 ? -0.5f : 2f).ToArray();
            foreach (var (value, numbers) in new FloatEvaluator(model.Graph).Evaluate([sample]))
            {
                Assert.InRange(numbers.Min(), bounds[value].Low, bounds[value].High);
                Assert.InRange(numbers.Max(), bounds[value].Low, bounds[value].High);
            }
        }
    }

    [Fact]
    public void A_circuit_from_bounds_takes_every_input()
    {
        var model = new TestModel();
        var hidden = model.Relu(model.Multiply(model.Input(1, 6), 8));
        model.Graph.Outputs.Add(model.Multiply(hidden, 3));
        var warnings = new List<ModelDiagnostic>();
        var compiled = ModelCompiler.Compile(model.Graph, CompilerOptions.Default("Bounded"), [], warnings);
        Assert.Empty(warnings);
        var interpreter = new Compiler.Lowering.CircuitInterpreter(
            compiled.Circuit, Compiler.Lowering.TileLoader.Load(compiled.Circuit.Size, compiled.Weights, model.Read));
        for (var corner = 0; corner < 64; corner++)
        {
            var sample = Enumerable.Range(0, 6).Select(i => (corner >> i & 1) == 0 ? -1f : 1f).ToArray();
            var expected = new FloatEvaluator(model.Graph).Evaluate([sample])[model.Graph.Outputs[0]];
            Assert.InRange(Precision.Difference(interpreter.Run([sample]).Outputs[0], expected) / Precision.Range(expected), 0, 0.01);
        }
    }

    private static TestModel Mixed()
    {
        var model = new TestModel();
        var x = model.Convolve(model.Input(1, 2, 6, 6), 4, 3, 1, 1);
        var leaky = model.Add(new LeakyRelu(-0.3), x.Shape, x);
        var absolute = model.Add(new Absolute(), x.Shape, x);
        var product = model.Add(new Product(), x.Shape, x, leaky);
        var sum = model.Add(new LinearCombination([1, -2, 0.5]), x.Shape, leaky, absolute, product);
        var scaled = model.Add(new ScaleShift(), x.Shape, sum, model.Weights(2, 4, 1, 1), model.Weights(1, 4, 1, 1));
        var clipped = model.Add(new Clip(-1, 3), x.Shape, scaled);
        var pooled = model.Add(new MaxPool([2, 2], [2, 2], [0, 0], [0, 0], [1, 1]), [1, 4, 3, 3], clipped);
        var smallest = model.Add(new Extremum(false), pooled.Shape, pooled, model.Computed([1], 1.5f));
        model.Add(new ArgMax(1, false), [1, 1, 3, 3], smallest);
        return model;
    }
}
