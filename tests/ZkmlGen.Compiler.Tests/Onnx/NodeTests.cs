using Xunit;
using Xunit.Abstractions;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Onnx;
using ZkmlGen.Compiler.Onnx.Operators;
using ZkmlGen.Compiler.Onnx.Proto;

namespace ZkmlGen.Compiler.Tests.Onnx;

/// <summary>
/// ONNX's own backend tests, for the operators of the table. ZKML_ONNX_NODE_TESTS names a folder that holds test cases at any depth, each a
/// folder with model.onnx and test_data_set_0; without it this test does nothing. IgnoredNodeTests.txt lists exceptions with reasons.
/// </summary>
public class NodeTests(ITestOutputHelper output)
{
    [Fact]
    public void Backend_cases_of_supported_operators_pass()
    {
        if (Environment.GetEnvironmentVariable("ZKML_ONNX_NODE_TESTS") is not { Length: > 0 } root) return;
        var ignored = Ignored();
        int passed = 0, outOfScope = 0, skipped = 0;
        var problems = new List<string>();
        foreach (var file in Directory.GetFiles(root, "model.onnx", SearchOption.AllDirectories).Order())
        {
            var name = Path.GetFileName(Path.GetDirectoryName(file)!);
            var result = NodeTestCase.Run(Path.GetDirectoryName(file)!);
            if (result == NodeTestCase.OutOfScope) outOfScope++;
            else if (ignored.ContainsKey(name)) skipped++;
            else if (result.Length == 0) passed++;
            else problems.Add($"{name}: {result}");
            if (result.Length == 0 && ignored.ContainsKey(name)) problems.Add($"{name} is ignored, but passes");
        }
        output.WriteLine($"{passed} passed, {skipped} ignored, {outOfScope} have operators that are not supported");
        Assert.True(problems.Count == 0, $"{passed} passed, {problems.Count} did not:\n" + string.Join("\n", problems));
        Assert.True(passed > 0, "the folder holds no test cases");
    }

    private static Dictionary<string, string> Ignored() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Onnx", "IgnoredNodeTests.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(": ", 2))
            .ToDictionary(parts => parts[0], parts => parts[1]);
}

/// <summary>One backend test case.</summary>
internal static class NodeTestCase
{
    public const string OutOfScope = "out of scope";

    /// <summary>Runs the case; empty if it passes, else what is wrong.</summary>
    /// <remarks>
    /// The cases give weights and shapes as inputs of the model; here they must be constants. So the case is tried with all inputs computed,
    /// with all but one constant, and (for operators that fold) with all constant. It passes if one way is accepted and none gives wrong numbers.
    /// </remarks>
    public static string Run(string folder)
    {
        var proto = File.ReadAllBytes(Path.Combine(folder, "model.onnx"));
        var inputs = Directory.GetFiles(Path.Combine(folder, "test_data_set_0"), "input_*.pb").Length;
        string? refusal = null;
        var accepted = false;
        for (var computed = -1; computed <= inputs; computed++)
        {
            try
            {
                var model = ModelReader.Read(proto, "model.onnx");
                if (!IsInScope(model)) return OutOfScope;
                if (Run(model, Path.Combine(folder, "test_data_set_0"), inputs, computed) is { } wrong) return wrong;
                accepted = true;
            }
            catch (Exception error) when (error is ModelException or ArgumentException)
            {
                // An ArgumentException of the evaluator: an input of size 0, which import takes for a symbolic batch.
                refusal ??= error.Message;
            }
        }
        return accepted ? "" : refusal!;
    }

    private static bool IsInScope(OnnxModel model) =>
        model.Graph!.Nodes.All(node => OnnxOperators.Find(node, OnnxOperators.NewestOpset) is not null)
        && model.Opsets.All(opset => OnnxOperators.IsStandardDomain(opset.Key) && opset.Value >= 6);

    /// <summary>Input number <paramref name="computed"/> stays an input, or all (-1), or none (the number of inputs).</summary>
    private static string? Run(OnnxModel model, string data, int inputs, int computed)
    {
        // Opset 6 differs from 7 only in the explicit broadcasting of arithmetic, which shows as an unknown attribute.
        for (var i = 0; i < model.Opsets.Count; i++) model.Opsets[i] = new(model.Opsets[i].Key, Math.Max(7, model.Opsets[i].Value));
        var graph = model.Graph!;
        var values = new List<float[]>();
        for (var i = 0; i < inputs; i++)
        {
            var bytes = File.ReadAllBytes(Path.Combine(data, $"input_{i}.pb"));
            if (computed == -1 || computed == i)
            {
                values.Add(TensorFile.Read(bytes, $"input_{i}.pb").Values);
                continue;
            }
            var tensor = TensorReader.Tensor(new WireReader(bytes, $"input_{i}.pb"));
            tensor.Name = graph.Inputs[i].Name;
            graph.Initializers.Add(tensor);
        }
        if (computed == inputs)
        {
            AddProbe(graph);
            values.Add([0]);
        }
        return Compare(OnnxImporter.Import(model, "model.onnx", null, new Dictionary<string, int>()), values, data);
    }

    /// <summary>Makes constant outputs depend on a new input: output + 0.</summary>
    private static void AddProbe(OnnxGraph graph)
    {
        graph.Inputs.Add(new OnnxValueInfo { Name = "probe", Type = OnnxType.Float, Shape = [new(1, "")] });
        graph.Nodes.Add(new OnnxNode { OpType = "Reshape", Inputs = { "probe", "probe/shape" }, Outputs = { "probe/scalar" } });
        graph.Nodes.Add(new OnnxNode { OpType = "Constant", Outputs = { "probe/shape" }, Attributes = { new() { Name = "value_ints" } } });
        foreach (var output in graph.Outputs)
        {
            graph.Nodes.Add(new OnnxNode { OpType = "Cast", Inputs = { output.Name }, Outputs = { output.Name + "/float" }, Attributes = { new() { Name = "to", Int = 1 } } });
            graph.Nodes.Add(new OnnxNode { OpType = "Add", Inputs = { output.Name + "/float", "probe/scalar" }, Outputs = { output.Name + "/probed" } });
            output.Name += "/probed";
        }
    }

    private static string? Compare(ImportResult result, List<float[]> inputs, string data)
    {
        if (result.Warnings.Count > 0) throw new ModelException(result.Warnings[0].Id, result.Warnings[0].Message);
        GraphChecks.AssertWellFormed(result.Graph, null);
        var values = new FloatEvaluator(result.Graph).Evaluate(inputs);
        for (var i = 0; i < result.Graph.Outputs.Count; i++)
        {
            var expected = TensorFile.Read(File.ReadAllBytes(Path.Combine(data, $"output_{i}.pb")), $"output_{i}.pb");
            var output = result.Graph.Outputs[i];
            if (!output.Shape.SequenceEqual(expected.Shape)) return $"output {i} has shape {Quote.Shape(output.Shape)} instead of {Quote.Shape(expected.Shape)}";
            try
            {
                GraphChecks.AssertClose(expected.Values, values[output], $"output {i}");
            }
            catch (Xunit.Sdk.XunitException mismatch)
            {
                return mismatch.Message;
            }
        }
        return null;
    }
}
