using Xunit;
using ZkmlGen.Compiler.Lowering;
using ZkmlGen.Compiler.Tests.Lowering;

namespace ZkmlGen.Compiler.Tests.Layout;

public class LayoutSearchTests
{
    private static CompiledModel Compile(Optimize optimize)
    {
        var model = new TestModel();
        var image = model.Relu(model.Convolve(model.Input(1, 3, 16, 16), 16, 3, 1, 1));
        var second = model.Relu(model.Convolve(image, 16, 3, 2, 1));
        model.Graph.Outputs.Add(model.Multiply(model.Add(new Compiler.Graph.Reshape(), [1, 1024], second), 10));
        var compiled = ModelCompiler.Compile(model.Graph, CompilerOptions.Default("Layout") with { Optimize = optimize, ValueBits = 8 }, [], []);
        Assert.Empty(CircuitChecker.Check(compiled));
        return compiled;
    }

    [Fact]
    public void Goals_trade_time_for_gas()
    {
        var (speed, balanced, gas) = (Compile(Optimize.Speed).Costs, Compile(Optimize.Balanced).Costs, Compile(Optimize.Gas).Costs);
        Assert.True(speed.ProveMilliseconds < balanced.ProveMilliseconds && balanced.ProveMilliseconds < gas.ProveMilliseconds);
        Assert.True(speed.VerifyGas > balanced.VerifyGas && balanced.VerifyGas > gas.VerifyGas);
        Assert.InRange(balanced.VerifyGas, 0, 450_000);
    }

    [Fact]
    public void Proof_bytes_follow_the_protocol()
    {
        var compiled = Compile(Optimize.Balanced);
        var lanes = compiled.Circuit.Size.Lanes;
        // Points of steps 1, 2, 3, 4, 6, 7 and scalars c', 3w + 3 evaluations, u, v, hint.
        var points = 3 * lanes + 1 + 2 * lanes + 2 + 4 + 2 + 1 + 1;
        Assert.Equal(64 * points + 32 * (1 + 3 * lanes + 3 + 3), compiled.Costs.ProofBytes);
    }

    [Fact]
    public void Runs_do_not_grow_with_positions_or_weights()
    {
        int Runs(int extent, int channels)
        {
            var model = new TestModel();
            var x = model.Relu(model.Convolve(model.Input(1, 2, extent, extent), channels, 3, 1, 1));
            model.Graph.Outputs.Add(model.Convolve(x, channels, 5, 1, 2));
            var compiled = ModelCompiler.Compile(model.Graph, CompilerOptions.Default("Runs") with { ValueBits = 8 }, [], []);
            return compiled.Circuit.TileMaps.Sum(map => map.Placement.Factors.Sum(factor => factor.Runs.Count));
        }

        Assert.InRange(Runs(24, 16), 1, Runs(10, 4) + 8);
    }
}
