using System.Collections.Generic;
using ZkmlGen.Compiler.Onnx.Proto;

namespace ZkmlGen.Compiler.Onnx.Operators;

/// <summary>Turns one ONNX node into normalised operators, or into constants.</summary>
internal delegate void OperatorBuilder(NodeContext node);

/// <summary>The only list of ONNX operators: name, opsets, builder.</summary>
internal static class OnnxOperators
{
    /// <summary>Oldest and newest opsets whose operators mean what the builders think.</summary>
    public const int OldestOpset = 7, NewestOpset = 28;

    private static readonly Dictionary<string, Entry> Table = new()
    {
        ["Abs"] = new(7, Arithmetic.Abs),
        ["Add"] = new(7, Arithmetic.Add),
        ["And"] = new(7, Logic.And),
        ["ArgMax"] = new(7, Reductions.ArgMax),
        ["AveragePool"] = new(7, Pooling.AveragePool),
        ["BatchNormalization"] = new(7, Normalization.BatchNormalization),
        ["Cast"] = new(7, PassThrough.Cast),
        ["CastLike"] = new(15, PassThrough.CastLike),
        ["Ceil"] = new(7, Logic.Ceil),
        ["Clip"] = new(7, Activations.Clip),
        ["Concat"] = new(7, Joining.Concat),
        ["Constant"] = new(7, Constants.Constant),
        ["ConstantOfShape"] = new(9, Constants.ConstantOfShape),
        ["Conv"] = new(7, Convolutions.Conv),
        ["Div"] = new(7, Arithmetic.Div),
        ["Dropout"] = new(7, PassThrough.Dropout),
        ["Equal"] = new(7, Logic.Equal),
        ["Exp"] = new(7, Logic.Exp),
        ["Expand"] = new(8, ShapeOperators.Expand),
        ["Flatten"] = new(7, ShapeOperators.Flatten),
        ["Floor"] = new(7, Logic.Floor),
        ["Gather"] = new(7, Slicing.Gather),
        ["Gemm"] = new(7, MatrixProducts.Gemm),
        ["GlobalAveragePool"] = new(7, Pooling.GlobalAveragePool),
        ["GlobalMaxPool"] = new(7, Pooling.GlobalMaxPool),
        ["Greater"] = new(7, Logic.Greater),
        ["GreaterOrEqual"] = new(12, Logic.GreaterOrEqual),
        ["Identity"] = new(7, PassThrough.Identity),
        ["LeakyRelu"] = new(7, Activations.LeakyRelu),
        ["Less"] = new(7, Logic.Less),
        ["LessOrEqual"] = new(12, Logic.LessOrEqual),
        ["Log"] = new(7, Logic.Log),
        ["LogSoftmax"] = new(7, Activations.Softmax),
        ["MatMul"] = new(7, MatrixProducts.MatMul),
        ["Max"] = new(7, Arithmetic.Max),
        ["MaxPool"] = new(7, Pooling.MaxPool),
        ["Mean"] = new(7, Arithmetic.Mean),
        ["Min"] = new(7, Arithmetic.Min),
        ["Mod"] = new(10, Logic.Mod),
        ["Mul"] = new(7, Arithmetic.Mul),
        ["Neg"] = new(7, Arithmetic.Neg),
        ["NonZero"] = new(9, Logic.NonZero),
        ["Not"] = new(7, Logic.Not),
        ["Or"] = new(7, Logic.Or),
        ["Pad"] = new(7, Joining.Pad),
        ["Pow"] = new(7, Arithmetic.Pow),
        ["PRelu"] = new(7, Activations.PRelu),
        ["Range"] = new(11, Constants.Range),
        ["Reciprocal"] = new(7, Logic.Reciprocal),
        ["ReduceMax"] = new(7, Reductions.ReduceMax),
        ["ReduceMean"] = new(7, Reductions.ReduceMean),
        ["ReduceMin"] = new(7, Reductions.ReduceMin),
        ["ReduceProd"] = new(7, Reductions.ReduceProd),
        ["ReduceSum"] = new(7, Reductions.ReduceSum),
        ["Relu"] = new(7, Activations.Relu),
        ["Reshape"] = new(7, ShapeOperators.Reshape),
        ["Shape"] = new(7, Constants.Shape),
        ["Size"] = new(7, Constants.Size),
        ["Slice"] = new(7, Slicing.Slice),
        ["Softmax"] = new(7, Activations.Softmax),
        ["Split"] = new(7, Slicing.Split),
        ["Sqrt"] = new(7, Logic.Sqrt),
        ["Squeeze"] = new(7, ShapeOperators.Squeeze),
        ["Sub"] = new(7, Arithmetic.Sub),
        ["Sum"] = new(7, Arithmetic.Sum),
        ["Tile"] = new(7, ShapeOperators.Tile),
        ["Transpose"] = new(7, ShapeOperators.Transpose),
        ["Unsqueeze"] = new(7, ShapeOperators.Unsqueeze),
        ["Where"] = new(9, Logic.Where),
    };

    /// <summary>Names of all operators.</summary>
    public static IEnumerable<string> Names => Table.Keys;

    /// <summary>The builder of a node's operator, or null when the operator or the opset is not supported.</summary>
    public static OperatorBuilder? Find(OnnxNode node, int opset) =>
        IsStandardDomain(node.Domain) && Table.TryGetValue(node.OpType, out var entry) && opset >= entry.Since ? entry.Build : null;

    /// <summary>True for the domain of ONNX's own operators.</summary>
    public static bool IsStandardDomain(string domain) => domain is "" or "ai.onnx";

    /// <summary>Conv, or DOMAIN::Op for operators of other domains.</summary>
    public static string FullName(OnnxNode node) => IsStandardDomain(node.Domain) ? node.OpType : node.Domain + "::" + node.OpType;

    /// <summary>An operator that exists from an opset on (7 stands for 7 and earlier).</summary>
    private sealed record Entry(int Since, OperatorBuilder Build);
}
