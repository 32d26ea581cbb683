using ZkmlGen.Circuit;
using ZkmlGen.Compiler;

namespace ZkmlGen.Generator.Tests.Circuits;

/// <summary>Every operator kind: from an ONNX file to generated code that agrees with the oracles.</summary>
public sealed class OperatorTests
{
    public static IEnumerable<object[]> AllCases => from name in OperatorModels.Names from goal in new[] { Optimize.Balanced, Optimize.Speed } select new object[] { name, goal };

    [Theory]
    [MemberData(nameof(AllCases))]
    public void GeneratedCodeAgreesWithTheOracles(string name, Optimize optimize)
    {
        var (checks, sample) = Compile(name, optimize, valueBits: 9);
        checks.All(sample);
    }

    [Theory]
    [InlineData("pooling with and without overlap")]
    [InlineData("products, squares, reductions")]
    public void GeneratedCodeProves(string name)
    {
        var (checks, sample) = Compile(name, Optimize.Balanced, valueBits: 7);
        checks.Proof(sample);
    }

    [Theory]
    [InlineData(Visibility.Public, Visibility.Public, OutputForm.Full)]
    [InlineData(Visibility.Public, Visibility.Private, OutputForm.Full)]
    [InlineData(Visibility.Private, Visibility.Private, OutputForm.Full)]
    [InlineData(Visibility.Public, Visibility.Public, OutputForm.TopClass)]
    [InlineData(Visibility.Private, Visibility.Public, OutputForm.TopClass)]
    [InlineData(Visibility.Committed, Visibility.Public, OutputForm.Full)]
    [InlineData(Visibility.Committed, Visibility.Committed, OutputForm.TopClass)]
    public void GeneratedCodeProvesWhatIsPublic(Visibility input, Visibility output, OutputForm form)
    {
        var (checks, sample) = Compile("strided convolution, relu, dense", Optimize.Balanced, valueBits: 8, new Disclosure(input, output, form));
        checks.All(sample);
        var proof = checks.Proof(sample);
        Assert.Equal(output == Visibility.Public ? proof.Outputs : [], proof.ShownOutputs);
        Assert.Equal(form == OutputForm.TopClass ? 1 : 4, proof.Outputs[0].Length);
        Assert.Equal(input == Visibility.Public ? 1 : 0, proof.ShownInputs.Length);
        if (input == Visibility.Public) Assert.All(proof.ShownInputs[0].Zip(sample[0]), pair => Assert.Equal(pair.First, pair.Second, 0.01));
    }

    private static (CircuitChecks Checks, float[][] Sample) Compile(string name, Optimize optimize, int valueBits, Disclosure? disclosure = null)
    {
        var model = OperatorModels.Compile(name, optimize, valueBits, disclosure);
        return (new CircuitChecks(model.Model, model.File), model.Sample);
    }
}
