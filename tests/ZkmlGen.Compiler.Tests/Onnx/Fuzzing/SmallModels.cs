using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Compiler.Tests.Onnx.Fuzzing;

/// <summary>Models of a few nodes that together use most of the importer.</summary>
internal static class SmallModels
{
    public static readonly IReadOnlyDictionary<string, byte[]> All = new Dictionary<string, byte[]>
    {
        ["cnn"] = new OnnxBuilder(13).Input("x", "n", 2, 6, 6).Float("w", [3, 2, 3, 3], Models.Random(54)).Float("b", [3], 1, 2, 3).Float("c", [3], 1, 2, 3).Float("d", [12, 2], Models.Random(24))
            .Node("Conv", ["x", "w", "b"], ["c1"], ("pads", new long[] { 1, 1, 1, 1 }), ("strides", new long[] { 1, 1 })).Node("BatchNormalization", ["c1", "c", "c", "c", "c"], ["n"])
            .Node("Relu", ["n"], ["r"]).Node("MaxPool", ["r"], ["p"], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 3, 3 })).Node("Flatten", ["p"], ["f"])
            .Node("Gemm", ["f", "d"], ["g"], ("alpha", 0.5f)).Node("Softmax", ["g"], ["y"]).Output("y", 1, 2).Build(),
        ["shapes"] = new OnnxBuilder(11).Input("x", "n", 2, 3).Node("Shape", ["x"], ["s"]).Node("Constant", [], ["zero"], ("value", OnnxBuilder.Int64Tensor("", [], 0)))
            .Node("Gather", ["s", "zero"], ["n"]).Node("Unsqueeze", ["n"], ["n1"], ("axes", new long[] { 0 })).Int64("six", 6).Node("Concat", ["n1", "six"], ["to"], ("axis", 0L))
            .Node("Reshape", ["x", "to"], ["r"]).Node("ConstantOfShape", ["to"], ["z"]).Node("Add", ["r", "z"], ["a"]).Node("Tile", ["a", "rep"], ["t"]).Int64("rep", 2, 1)
            .Node("Expand", ["t", "exp"], ["e"]).Int64("exp", 2, 2, 6).Node("Transpose", ["e"], ["y"], ("perm", new long[] { 2, 0, 1 })).Output("y").Build(),
        ["moves"] = new OnnxBuilder(13).Input("x", 2, 6).Int64("one", 1).Int64("end", 5).Int64("two", 2).Int64("idx", 3, 1, 0).Int64("pads", 0, 1, 0, 1).Int64("axes", 1)
            .Node("Slice", ["x", "one", "end", "one", "two"], ["s"]).Node("Gather", ["x", "idx"], ["g"], ("axis", 1L)).Node("Concat", ["s", "g"], ["c"], ("axis", 1L))
            .Node("Split", ["c"], ["a"], ("axis", 0L)).Node("Pad", ["a", "pads"], ["p"]).Node("ReduceSum", ["p", "axes"], ["r"], ("keepdims", 0L)).Node("ArgMax", ["r"], ["m"], ("axis", 0L))
            .Node("Cast", ["m"], ["f"], ("to", 1L)).Node("Max", ["f", "r"], ["y"]).Output("y").Build(),
        ["folding"] = new OnnxBuilder(17).Input("x", 3).Float("a", [], 0).Float("b", [], 6).Float("d", [], 2).Node("Range", ["a", "b", "d"], ["r"]).Node("Sqrt", ["r"], ["q"])
            .Node("Equal", ["q", "r"], ["e"]).Node("Where", ["e", "q", "r"], ["w"]).Node("NonZero", ["w"], ["z"]).Node("ReduceProd", ["z"], ["p"], ("keepdims", 0L)).Node("Cast", ["p"], ["c"], ("to", 1L))
            .Node("Mul", ["w", "c"], ["m"]).Node("Clip", ["m", "a", "b"], ["k"]).Node("ReduceMean", ["k"], ["n"]).Node("Mod", ["k", "d"], ["o"], ("fmod", 1L)).Node("Sum", ["x", "n", "o"], ["s"])
            .Node("Pow", ["s", "d"], ["y"]).Output("y").Build(),
    };
}
