using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Onnx;
using ZkmlGen.Compiler.Onnx.Proto;
using ZkmlGen.Compiler.Onnx.Tensors;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Compiler.Tests.Onnx;

/// <summary>Imports and runs models made by <see cref="OnnxBuilder"/>.</summary>
internal static class Models
{
    public static readonly IReadOnlyDictionary<string, int> NoDimensions = new Dictionary<string, int>();

    /// <summary>Imports a model and checks its graph.</summary>
    public static ModelGraph Import(OnnxBuilder builder) => Import(builder.Build());

    /// <summary>Imports a model and checks its graph.</summary>
    public static ModelGraph Import(byte[] model)
    {
        var graph = OnnxImporter.Import(model, "test.onnx", null, NoDimensions).Graph;
        GraphChecks.AssertWellFormed(graph, model);
        return graph;
    }

    /// <summary>The first output.</summary>
    public static float[] Run(ModelGraph graph, params float[][] inputs) => new FloatEvaluator(graph).Evaluate(inputs)[graph.Outputs[0]];

    /// <summary>The first output of a model, which must not depend on whether the graph is normalised.</summary>
    public static float[] Run(OnnxBuilder builder, params float[][] inputs)
    {
        var model = builder.Build();
        var result = Run(Import(model), inputs);
        GraphChecks.AssertClose(Run(Raw(model), inputs), result, "normalised graph");
        return result;
    }

    /// <summary>The graph as the operators' builders make it.</summary>
    public static ModelGraph Raw(byte[] model)
    {
        var proto = ModelReader.Read(model, "test.onnx");
        var graph = new ModelGraph("raw");
        new GraphBuilder(graph, proto.Graph!, "test.onnx", (int)proto.Opsets[0].Value, new DataFolder(null)).Build(NoDimensions);
        return graph;
    }

    /// <summary>The exception that import throws.</summary>
    public static ModelException Refuse(OnnxBuilder builder) => Refuse(builder.Build());

    /// <summary>The exception that import throws.</summary>
    public static ModelException Refuse(byte[] model) => Xunit.Assert.Throws<ModelException>(() => Import(model));

    /// <summary>Seeded values between -1 and 1.</summary>
    public static float[] Random(int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() * 2 - 1)];
    }

    /// <summary>0, 1, 2, ...</summary>
    public static float[] Count(int count) => [.. Enumerable.Range(0, count).Select(i => (float)i)];
}
