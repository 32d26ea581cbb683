using System.Diagnostics;
using Xunit;
using ZkmlGen.Compiler.Onnx;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Compiler.Tests.Onnx;

/// <summary>Random damage to small models: import succeeds or throws <see cref="ModelException"/>, soon.</summary>
public class MutationTests
{
    private const int Rounds = 1500;

    public static TheoryData<string> Names => new([.. Builders.Keys]);

    private static readonly Dictionary<string, OnnxBuilder> Builders = new()
    {
        ["cnn"] = new OnnxBuilder(13).Input("x", "n", 2, 6, 6).Float("w", [3, 2, 3, 3], Models.Random(54)).Float("b", [3], 1, 2, 3).Float("c", [3], 1, 2, 3).Float("d", [12, 2], Models.Random(24))
            .Node("Conv", ["x", "w", "b"], ["c1"], ("pads", new long[] { 1, 1, 1, 1 }), ("strides", new long[] { 1, 1 })).Node("BatchNormalization", ["c1", "c", "c", "c", "c"], ["n"])
            .Node("Relu", ["n"], ["r"]).Node("MaxPool", ["r"], ["p"], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 3, 3 })).Node("Flatten", ["p"], ["f"])
            .Node("Gemm", ["f", "d"], ["g"], ("alpha", 0.5f)).Node("Softmax", ["g"], ["y"]).Output("y", 1, 2),
        ["shapes"] = new OnnxBuilder(11).Input("x", "n", 2, 3).Node("Shape", ["x"], ["s"]).Node("Constant", [], ["zero"], ("value", OnnxBuilder.Int64Tensor("", [], 0)))
            .Node("Gather", ["s", "zero"], ["n"]).Node("Unsqueeze", ["n"], ["n1"], ("axes", new long[] { 0 })).Int64("six", 6).Node("Concat", ["n1", "six"], ["to"], ("axis", 0L))
            .Node("Reshape", ["x", "to"], ["r"]).Node("ConstantOfShape", ["to"], ["z"]).Node("Add", ["r", "z"], ["a"]).Node("Tile", ["a", "rep"], ["t"]).Int64("rep", 2, 1)
            .Node("Expand", ["t", "exp"], ["e"]).Int64("exp", 2, 2, 6).Node("Transpose", ["e"], ["y"], ("perm", new long[] { 2, 0, 1 })).Output("y"),
        ["moves"] = new OnnxBuilder(13).Input("x", 2, 6).Int64("one", 1).Int64("end", 5).Int64("two", 2).Int64("idx", 3, 1, 0).Int64("pads", 0, 1, 0, 1).Int64("axes", 1)
            .Node("Slice", ["x", "one", "end", "one", "two"], ["s"]).Node("Gather", ["x", "idx"], ["g"], ("axis", 1L)).Node("Concat", ["s", "g"], ["c"], ("axis", 1L))
            .Node("Split", ["c"], ["a"], ("axis", 0L)).Node("Pad", ["a", "pads"], ["p"]).Node("ReduceSum", ["p", "axes"], ["r"], ("keepdims", 0L)).Node("ArgMax", ["r"], ["m"], ("axis", 0L))
            .Node("Cast", ["m"], ["f"], ("to", 1L)).Node("Max", ["f", "r"], ["y"]).Output("y"),
        ["folding"] = new OnnxBuilder(17).Input("x", 3).Float("a", [], 0).Float("b", [], 6).Float("d", [], 2).Node("Range", ["a", "b", "d"], ["r"]).Node("Sqrt", ["r"], ["q"])
            .Node("Equal", ["q", "r"], ["e"]).Node("Where", ["e", "q", "r"], ["w"]).Node("NonZero", ["w"], ["z"]).Node("ReduceProd", ["z"], ["p"], ("keepdims", 0L)).Node("Cast", ["p"], ["c"], ("to", 1L))
            .Node("Mul", ["w", "c"], ["m"]).Node("Clip", ["m", "a", "b"], ["k"]).Node("ReduceMean", ["k"], ["n"]).Node("Mod", ["k", "d"], ["o"], ("fmod", 1L)).Node("Sum", ["x", "n", "o"], ["s"])
            .Node("Pow", ["s", "d"], ["y"]).Output("y"),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Damaged_models_end_in_one_exception_or_none(string name)
    {
        var model = Builders[name].Build();
        Models.Import(model);
        var random = new Random(name.Length);
        int refused = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var damaged = Damage(model, random);
            var watch = Stopwatch.StartNew();
            try
            {
                OnnxImporter.Import(damaged, "damaged.onnx", null, Models.NoDimensions);
            }
            catch (ModelException)
            {
                refused++;
            }
            catch (Exception error)
            {
                Assert.Fail($"{name}, round {round}: {error}\n{Convert.ToHexString(damaged)}");
            }
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{name}, round {round} took {watch.Elapsed}: {Convert.ToHexString(damaged)}");
        }
        Assert.InRange(refused, Rounds / 10, Rounds);
    }

    private static byte[] Damage(byte[] model, Random random)
    {
        var damaged = random.Next(8) == 0 ? model[..random.Next(model.Length)] : [.. model];
        for (var flips = random.Next(1, 5); flips > 0 && damaged.Length > 0; flips--)
        {
            var at = random.Next(damaged.Length);
            damaged[at] = random.Next(3) switch { 0 => (byte)(damaged[at] ^ (1 << random.Next(8))), 1 => (byte)random.Next(256), _ => (byte)(damaged[at] + random.Next(-2, 3)) };
        }
        return damaged;
    }
}
