using Microsoft.CodeAnalysis;

namespace ZkmlGen.Generator.Tests.Generation;

public sealed class IncrementalityTests : IDisposable
{
    private readonly GeneratorHost host = new GeneratorHost().With("network.onnx", SmallModels.Network());

    public void Dispose() => host.Dispose();

    [Fact]
    public void UnrelatedEditsChangeNothing()
    {
        host.Run();
        var edited = host.Run("// moves everything by a line\n" + GeneratorHost.UserCode + "\nclass Other;");
        Assert.All(edited.Reasons(TrackingNames.Model), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
        Assert.All(edited.Reasons(TrackingNames.Output), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void AFileWithTheSameBytesChangesNothing()
    {
        var first = host.Run();
        var second = host.With("network.onnx", SmallModels.Network()).Run();
        Assert.All(second.Reasons(TrackingNames.Output), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.Equal(first.Texts, second.Texts);
    }

    [Fact]
    public void AnotherWeightChangesTheCode()
    {
        var first = host.Run();
        var second = host.With("network.onnx", SmallModels.Network(firstWeight: 0.375f)).Run();
        Assert.All(second.Reasons(TrackingNames.Output), reason => Assert.Equal(IncrementalStepRunReason.Modified, reason));
        Assert.NotEqual(first.Texts, second.Texts);
    }

    [Fact]
    public void AnotherOptionChangesTheCode()
    {
        host.Run();
        var second = host.Run(GeneratorHost.UserCode.Replace("ValueBits = 8", "ValueBits = 9"));
        Assert.All(second.Reasons(TrackingNames.Output), reason => Assert.Equal(IncrementalStepRunReason.Modified, reason));
    }

    [Fact]
    public void NothingPastTheFirstTransformHoldsSymbols()
    {
        var run = host.Run();
        foreach (var step in run.Result.TrackedSteps.Where(step => step.Key is TrackingNames.Extract or TrackingNames.Model or TrackingNames.Output or TrackingNames.Diagnostics))
        {
            foreach (var (value, _) in step.Value.SelectMany(item => item.Outputs)) AssertPlain(value, []);
        }
    }

    private static void AssertPlain(object? value, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value)) return;
        Assert.False(value is ISymbol or SyntaxNode or SyntaxTree or Microsoft.CodeAnalysis.Compilation or Location, value.GetType().Name);
        if (value is System.Collections.IEnumerable items)
        {
            foreach (var item in items.Cast<object?>().Take(100)) AssertPlain(item, seen);
            return;
        }
        const System.Reflection.BindingFlags Fields = System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic;
        foreach (var field in value.GetType().GetFields(Fields)) AssertPlain(field.GetValue(value), seen);
    }
}
