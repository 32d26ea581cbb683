using System;
using ZkmlGen.Compiler.Onnx.Proto;
using ZkmlGen.Compiler.Onnx.Tensors;

namespace ZkmlGen.Compiler.Onnx.Operators;

/// <summary>Identity, Dropout (which does nothing in inference), Cast and CastLike.</summary>
internal static class PassThrough
{
    public static void Identity(NodeContext node) => node.SetOutput(node.Input(0));

    public static void Dropout(NodeContext node)
    {
        node.Attributes.Ignore("ratio", "seed", "is_test");
        if (node.Optional(2) is not null && Array.Exists(node.Integers(2, "training_mode"), value => value != 0))
            throw node.Unsupported("training mode is not supported; export the model for inference");
        node.SetOutput(node.Input(0));
    }

    public static void Cast(NodeContext node)
    {
        node.Attributes.Ignore("saturate", "round_mode");
        node.SetOutput(Convert(node, node.Input(0), (OnnxType)node.Attributes.Int("to", 0)));
    }

    public static void CastLike(NodeContext node)
    {
        node.Attributes.Ignore("saturate", "round_mode");
        node.SetOutput(Convert(node, node.Input(0), node.Input(1).Type));
    }

    private static Operand Convert(NodeContext node, Operand x, OnnxType to)
    {
        if (NumberFormats.Size(to) == 0) throw node.Unsupported($"a cast to type {to} is not supported");
        if (x.Constant is { } constant) return Convert(node, constant, to) is var cast && cast == constant ? x : node.Constant(cast);
        // Activations are real numbers here: only casts that keep every value are the identity.
        var keeps = NumberFormats.IsFloat(to) || (!NumberFormats.IsFloat(x.Type) && to is OnnxType.Int64 or OnnxType.Int32);
        return keeps ? x.As(to) : throw node.Unsupported($"a cast from {x.Type} to {to} changes values, which is not supported");
    }

    private static Tensor Convert(NodeContext node, Tensor x, OnnxType to)
    {
        if (x.Type == to) return x;
        if (x.IsFloat && NumberFormats.IsFloat(to)) return x.As(to);
        node.CheckFolded(x.Count);
        if (NumberFormats.IsFloat(to)) return new Tensor(to, x.Shape, x.ToFloats());
        var integers = x.IsFloat ? Array.ConvertAll(x.Floats, value => Truncate(value, to)) : x.Integers;
        return new Tensor(to, x.Shape, to == OnnxType.Bool ? Array.ConvertAll(integers, value => value != 0 ? 1L : 0) : integers);
    }

    private static long Truncate(float value, OnnxType to)
    {
        if (to == OnnxType.Bool) return value != 0 ? 1 : 0;
        if (float.IsNaN(value)) return 0;
        return value >= long.MaxValue ? long.MaxValue : value <= long.MinValue ? long.MinValue : (long)value;
    }
}
