using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Onnx.Proto;
using ZkmlGen.Compiler.Onnx.Tensors;

namespace ZkmlGen.Compiler.Onnx;

/// <summary>
/// Static shapes of the model's inputs: a batch that is a symbol (or 0 or -1) is 1, other symbols have values from the user.
/// </summary>
internal sealed class InputShapes(string file, IReadOnlyDictionary<string, int> dimensions)
{
    /// <summary>The graph's values of these inputs.</summary>
    public IEnumerable<(Value Value, OnnxType Type)> Values(IEnumerable<OnnxValueInfo> inputs)
    {
        var all = inputs.ToList();
        if (all.Count == 0) throw new ModelException(DiagnosticIds.BrokenFile, $"{Quote.Name(file)} has no inputs.");
        var batches = new HashSet<string>(all.Select(BatchSymbol).Where(symbol => symbol.Length > 0));
        return all.Select(input => (new Value(input.Name, Shape(input, batches)), Type(input)));
    }

    private static string BatchSymbol(OnnxValueInfo input) => input.Shape is [{ Value: null } batch, ..] ? batch.Symbol : "";

    private OnnxType Type(OnnxValueInfo input)
    {
        if (NumberFormats.Size(input.Type) > 0 && input.Type != OnnxType.Bool) return input.Type;
        throw new ModelException(DiagnosticIds.ElementType,
            $"The input {Quote.Name(input.Name)} of {Quote.Name(file)} is not a tensor of numbers ({input.Type}), which is not supported.");
    }

    private int[] Shape(OnnxValueInfo input, HashSet<string> batches)
    {
        if (input.Shape is null) throw Error(input, "has no shape; export the model with static shapes");
        if (input.Shape.Count > Limits.Rank) throw Error(input, $"has {input.Shape.Count} dimensions, which are too many");
        int[] shape = [.. input.Shape.Select((dimension, index) => Extent(input, dimension, index, batches))];
        if (shape.Aggregate(1L, (count, extent) => System.Math.Min(count * extent, int.MaxValue)) > Limits.Elements)
            throw Error(input, $"has the shape {Quote.Shape(shape)}, which is too large");
        return shape;
    }

    private int Extent(OnnxValueInfo input, OnnxDimension dimension, int index, HashSet<string> batches)
    {
        if (dimension.Value is > Limits.Elements) throw Error(input, $"has the dimension {dimension.Value}, which is too large");
        if (dimension.Value is > 0 and var extent) return (int)extent;
        var unnamed = $"{input.Name}[{index}]";
        var symbol = dimension.Symbol.Length > 0 ? dimension.Symbol : unnamed;
        if (dimensions.TryGetValue(symbol, out var given) || dimensions.TryGetValue(unnamed, out given))
            return given is > 0 and <= Limits.Elements
                ? given
                : throw Error(input, $"is given the dimension {Quote.Name(symbol)} = {given}, which is out of range");
        if (index == 0 || batches.Contains(symbol)) return 1;
        throw new ModelException(DiagnosticIds.SymbolicDimension,
            $"The input {Quote.Name(input.Name)} of {Quote.Name(file)} has the symbolic dimension {Quote.Name(symbol)} at index {index}; give it a value.");
    }

    private ModelException Error(OnnxValueInfo input, string what) =>
        new(DiagnosticIds.Shape, $"The input {Quote.Name(input.Name)} of {Quote.Name(file)} {what}.");
}
