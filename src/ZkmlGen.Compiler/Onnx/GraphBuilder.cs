using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Graph.Kernels;
using ZkmlGen.Compiler.Onnx.Operators;
using ZkmlGen.Compiler.Onnx.Proto;
using ZkmlGen.Compiler.Onnx.Tensors;

namespace ZkmlGen.Compiler.Onnx;

/// <summary>Walks the nodes of an ONNX graph in order and lets each operator's builder add to the normalised graph.</summary>
internal sealed class GraphBuilder(ModelGraph graph, OnnxGraph source, string file, int opset, DataFolder folder)
{
    private readonly Dictionary<string, Operand> operands = [];
    private readonly Dictionary<string, OnnxTensor> initializers = [];
    private readonly HashSet<string> valueNames = [];
    private long folded;
    private long work;

    /// <summary>Builds inputs, the nodes that the outputs need, and outputs.</summary>
    public void Build(IReadOnlyDictionary<string, int> dimensions)
    {
        if (source.HasSparseInitializers)
            throw new ModelException(DiagnosticIds.UnsupportedAttribute,
                $"{Quote.Name(file)} has sparse initialisers, which are not supported; export dense ones.");
        foreach (var tensor in source.Initializers)
        {
            if (initializers.ContainsKey(tensor.Name)) throw Broken($"has two initialisers named {Quote.Name(tensor.Name)}");
            initializers[tensor.Name] = tensor;
        }
        foreach (var (value, type) in new InputShapes(file, dimensions).Values(source.Inputs.Where(input => !initializers.ContainsKey(input.Name))))
        {
            if (operands.ContainsKey(value.Name)) throw Broken($"has two inputs named {Quote.Name(value.Name)}");
            operands[value.Name] = Operand.Of(value, type);
            valueNames.Add(value.Name);
            graph.Inputs.Add(value);
        }
        foreach (var node in new NodeOrder(source, file, name => operands.ContainsKey(name) || initializers.ContainsKey(name)).Needed()) Build(node);
        AddOutputs();
    }

    /// <summary>Adds a node to the graph.</summary>
    public Value Add(string name, string onnxOperator, Operator op, Value[] inputs, Value output)
    {
        if (graph.Nodes.Count == Limits.Nodes)
            throw new ModelException(DiagnosticIds.Shape, $"{Quote.Name(file)} becomes a graph of more than {Limits.Nodes} nodes, which is too large.");
        var node = new Node(name, onnxOperator, op, inputs, output);
        output.Producer = node;
        graph.Nodes.Add(node);
        return output;
    }

    /// <summary>Gives the value of an ONNX output its ONNX name, unless another ONNX name already stands for the same value.</summary>
    public void Rename(Value value, string name)
    {
        if (!valueNames.Contains(value.Name) && name.Length > 0)
        {
            value.Name = name;
            valueNames.Add(name);
        }
    }

    /// <summary>The value of an operator on constants.</summary>
    public Tensor Fold(NodeContext node, Operator op, int[] shape, Operand[] inputs)
    {
        CheckFolded(node, Moves.Count(node, shape));
        work += FloatKernels.Work(op, [.. inputs.Select(input => input.Shape)], shape);
        if (work > Limits.FoldedWork) throw node.BadShape("takes too long to compute from constants");
        if (inputs.FirstOrDefault(input => !input.Constant!.IsFloat) is { } integer) throw node.WrongType(integer);
        var values = FloatKernels.Apply(op, [.. inputs.Select(input => new FloatOperand(input.Constant!.Floats, input.Shape))], shape);
        return new Tensor(inputs[0].Type, shape, values);
    }

    /// <summary>Counts the elements of a constant about to be computed.</summary>
    public void CheckFolded(NodeContext node, long elements)
    {
        folded += elements;
        if (folded > Limits.FoldedElements) throw node.BadShape("computes a constant that is too large");
    }

    /// <summary>Decodes a stored tensor.</summary>
    public Tensor Decode(OnnxTensor tensor)
    {
        var decoded = TensorDecoder.Decode(tensor, folder);
        folded -= (long)Limits.CopiesOfStored * decoded.Count;
        return decoded;
    }

    /// <summary>Node, operator, opset and file, for messages.</summary>
    public string Subject(OnnxNode node) => NodeOrder.Describe(node) + $" (opset {opset}) in {Quote.Name(file)}";

    private void Build(OnnxNode proto)
    {
        var build = OnnxOperators.Find(proto, opset) ?? throw new ModelException(DiagnosticIds.UnsupportedOperator,
            $"{Subject(proto)}: the operator {Quote.Name(OnnxOperators.FullName(proto))} is not supported here; " +
            "replace it in the model (docs/diagnostics/ZKML1002.md lists those that are supported).");
        Operand?[] inputs = [.. proto.Inputs.Select(name => name.Length == 0 ? null : Resolve(name))];
        var context = new NodeContext(this, proto, inputs, opset);
        build(context);
        context.Attributes.CheckAllRead();
        for (var i = 0; i < proto.Outputs.Count; i++)
        {
            if (context.Outputs[i] is { } output) operands[proto.Outputs[i]] = output;
        }
    }

    private Operand Resolve(string name)
    {
        if (operands.TryGetValue(name, out var operand)) return operand;
        if (!initializers.TryGetValue(name, out var stored))
            throw new ModelException(DiagnosticIds.UnsupportedAttribute,
                $"The output {Quote.Name(name)} in {Quote.Name(file)} is used, but its node's operator gives only its first output here.");
        return operands[name] = Operand.Of(name, Decode(stored));
    }

    private void AddOutputs()
    {
        if (source.Outputs.Count == 0) throw Broken("has no outputs");
        var names = new HashSet<string>();
        foreach (var info in source.Outputs)
        {
            var output = Resolve(info.Name);
            if (!names.Add(info.Name)) throw Broken($"has two outputs named {Quote.Name(info.Name)}");
            if (output.IsConstant)
            {
                throw new ModelException(DiagnosticIds.ConstantOutput,
                    $"The output {Quote.Name(info.Name)} of {Quote.Name(file)} doesn't depend on the model's inputs; remove it from the model.");
            }
            graph.Outputs.Add(output.Value);
        }
    }

    private ModelException Broken(string what) => new(DiagnosticIds.BrokenFile, $"{Quote.Name(file)} {what}. Export the model again.");
}
