using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Graph.Passes;
using ZkmlGen.Compiler.Onnx.Operators;
using ZkmlGen.Compiler.Onnx.Proto;
using ZkmlGen.Compiler.Onnx.Tensors;

namespace ZkmlGen.Compiler.Onnx;

/// <summary>An imported model.</summary>
/// <param name="Graph">The normalised graph.</param>
/// <param name="Warnings">What the user must know about it.</param>
/// <param name="OutputTensors">Names of the ONNX tensors that the graph's outputs are: the model's outputs, or what a softmax that is left out reads.</param>
public sealed record ImportResult(ModelGraph Graph, IReadOnlyList<ModelDiagnostic> Warnings, IReadOnlyList<string> OutputTensors);

/// <summary>Reads ONNX models (opsets 7 and later) into normalised graphs.</summary>
public static class OnnxImporter
{
    /// <summary>Reads a model.</summary>
    /// <param name="model">The file's bytes; sources of constants are offsets into them.</param>
    /// <param name="fileName">Name for messages.</param>
    /// <param name="folder">Where external data files may be (inside only); null allows none.</param>
    /// <param name="dimensions">Values of symbolic dimensions by name; one without a name is called INPUT[INDEX].</param>
    /// <exception cref="ModelException">The only exception: the model is broken or not supported.</exception>
    public static ImportResult Import(byte[] model, string fileName, string? folder, IReadOnlyDictionary<string, int> dimensions) =>
        Import(ModelReader.Read(model, fileName), fileName, folder, dimensions);

    /// <summary>The same for a model whose messages have been read.</summary>
    internal static ImportResult Import(OnnxModel model, string fileName, string? folder, IReadOnlyDictionary<string, int> dimensions)
    {
        var source = model.Graph ?? throw new ModelException(DiagnosticIds.BrokenFile,
            $"{Quote.Name(fileName)} is not an ONNX model: it holds no graph.");
        var graph = new ModelGraph(source.Name);
        var opset = Opset(model, fileName);
        new GraphBuilder(graph, source, fileName, opset, new DataFolder(folder)).Build(dimensions);
        var names = source.Outputs.Select(output => output.Name).ToArray();
        var declared = graph.Outputs.ToArray();
        var warnings = FinalSoftmaxPass.Run(graph, $"(opset {opset}) in {Quote.Name(fileName)}");
        var tensors = graph.Outputs.Select((output, i) => output == declared[i] ? names[i] : output.Name).ToArray();
        var normalised = Normalizer.Run(graph, names);
        FiniteNumbers.Check(normalised, fileName);
        return new ImportResult(normalised, warnings, tensors);
    }

    private static int Opset(OnnxModel model, string file)
    {
        var versions = model.Opsets.Where(opset => OnnxOperators.IsStandardDomain(opset.Key)).Select(opset => opset.Value).Distinct().ToList();
        if (versions.Count == 0 && model.Opsets.Count > 0)
            throw new ModelException(DiagnosticIds.UnsupportedOperator,
                $"{Quote.Name(file)} uses only operators of the domain {Quote.Name(model.Opsets[0].Key)}, which are not supported.");
        if (versions.Count != 1)
            throw new ModelException(DiagnosticIds.BrokenFile,
                $"{Quote.Name(file)} names {versions.Count} versions of the ONNX operator set instead of one. Export the model again.");
        if (versions[0] is >= OnnxOperators.OldestOpset and <= OnnxOperators.NewestOpset) return (int)versions[0];
        throw new ModelException(DiagnosticIds.UnsupportedOperator,
            $"{Quote.Name(file)} uses opset {versions[0]}; opsets {OnnxOperators.OldestOpset} to {OnnxOperators.NewestOpset} are supported. Export the model with one of them.");
    }
}
