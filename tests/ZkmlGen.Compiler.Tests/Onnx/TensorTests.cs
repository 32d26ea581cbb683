using Xunit;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Onnx;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Compiler.Tests.Onnx;

/// <summary>How tensors are stored, and that constants keep pointing at their bytes.</summary>
public class TensorTests
{
    [Fact]
    public void All_ways_to_store_numbers_are_read()
    {
        byte[] doubles = [.. BitConverter.GetBytes(1.5), .. BitConverter.GetBytes(-2.0)], halves = [.. BitConverter.GetBytes((Half)1.5), .. BitConverter.GetBytes((Half)(-2))];
        ProtoWriter[] stored =
        [
            OnnxBuilder.FloatTensor("t", [2], 1.5f, -2),
            OnnxBuilder.Tensor("t", 1, 2).Single(4, 1.5f).Single(4, -2),
            OnnxBuilder.Tensor("t", 11, 2).Bytes(9, doubles),
            OnnxBuilder.Tensor("t", 11, 2).Bytes(10, doubles),
            OnnxBuilder.Tensor("t", 10, 2).Bytes(9, halves),
            OnnxBuilder.Tensor("t", 10, 2).Packed(5, [BitConverter.HalfToUInt16Bits((Half)1.5), BitConverter.HalfToUInt16Bits((Half)(-2))]),
            OnnxBuilder.Tensor("t", 16, 2).Packed(5, [0x3FC0, 0xC000]),
        ];
        Assert.All(stored, tensor => Assert.Equal([1.5f, -2], TensorFile.Read(tensor.ToArray(), "t.pb").Values));
    }

    [Fact]
    public void Integers_of_all_types_are_read()
    {
        Assert.Equal([1, -2], TensorFile.Read(OnnxBuilder.Int64Tensor("t", [2], 1, -2).ToArray(), "t").Values);
        Assert.Equal([1, -2], TensorFile.Read(OnnxBuilder.Tensor("t", 6, 2).Packed(5, [1, -2]).ToArray(), "t").Values);
        Assert.Equal([1, -2], TensorFile.Read(OnnxBuilder.Tensor("t", 3, 2).Bytes(9, [1, 0xFE]).ToArray(), "t").Values);
        Assert.Equal([1, 254], TensorFile.Read(OnnxBuilder.Tensor("t", 2, 2).Bytes(9, [1, 0xFE]).ToArray(), "t").Values);
        Assert.Equal([1, 0], TensorFile.Read(OnnxBuilder.Tensor("t", 9, 2).Bytes(9, [1, 0]).ToArray(), "t").Values);
    }

    [Theory]
    [InlineData(0x0000, 0f)]
    [InlineData(0x0001, 5.9604645e-8f)]
    [InlineData(0x7BFF, 65504f)]
    [InlineData(0xFC00, float.NegativeInfinity)]
    public void Halves_are_exact(int bits, float value) => Assert.Equal(value, ZkmlGen.Compiler.Onnx.Tensors.NumberFormats.Half((ushort)bits));

    [Fact]
    public void Transposed_and_reshaped_weights_keep_their_source()
    {
        var model = new OnnxBuilder(13).Input("x", 1, 6).Float("w", [4, 2, 3], Models.Random(24))
            .Int64("shape", 4, 6)
            .Node("Transpose", ["w"], ["t"], ("perm", new long[] { 0, 2, 1 }))
            .Node("Transpose", ["t"], ["u"], ("perm", new long[] { 0, 2, 1 }))
            .Node("Reshape", ["u", "shape"], ["v"])
            .Node("Gemm", ["x", "v"], ["y"], ("transB", 1L), ("alpha", 0.5f))
            .Output("y", 1, 4).Build();
        var node = Assert.Single(Models.Import(model).Nodes);
        var weights = node.Inputs[1].Constant!;
        Assert.Equal([1, 6], weights.Source!.Strides);
        Assert.Equal([0.5, 0.5, 0.5, 0.5], weights.OutputFactors!);
        Assert.Null(weights.Source.File);
    }

    [Fact]
    public void Sliced_weights_keep_their_source()
    {
        var model = new OnnxBuilder(13).Input("x", 1, 2).Float("w", [5, 4], Models.Random(20))
            .Int64("starts", 4, 1).Int64("ends", 0, 3).Int64("axes", 0, 1).Int64("steps", -2, 1)
            .Node("Slice", ["w", "starts", "ends", "axes", "steps"], ["v"])
            .Node("MatMul", ["x", "v"], ["y"]).Output("y", 1, 2);
        Assert.Equal([-8, 1], Assert.Single(Models.Import(model).Nodes).Inputs[1].Constant!.Source!.Strides);
    }

    [Fact]
    public void A_strided_source_that_no_reshape_can_express_is_dropped()
    {
        Assert.Equal([6, 3, 1], Shapes.ReshapeStrides([2, 6], [6, 1], [2, 2, 3])!);
        Assert.Equal([1], Shapes.ReshapeStrides([2, 3], [3, 1], [6])!);
        Assert.Null(Shapes.ReshapeStrides([3, 2], [1, 3], [6]));
        Assert.Equal([1, 6, 3], Shapes.ReshapeStrides([3, 2], [1, 3], [3, 1, 2])!);
    }

    [Fact]
    public void External_data_is_read_from_the_folder()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "weights"));
            float[] values = Models.Random(10);
            var bytes = new byte[48];
            Buffer.BlockCopy(values, 0, bytes, 8, 40);
            File.WriteAllBytes(Path.Combine(folder.FullName, "weights", "w.bin"), bytes);
            var model = new OnnxBuilder(13).Input("x", 1, 5)
                .Initializer(OnnxBuilder.ExternalTensor("w", [5, 2], ("location", "weights/w.bin"), ("offset", "8"), ("length", "40")))
                .Node("MatMul", ["x", "w"], ["y"]).Output("y", 1, 2).Build();
            var graph = OnnxImporter.Import(model, "test.onnx", folder.FullName, Models.NoDimensions).Graph;
            var constant = graph.Nodes[0].Inputs[1].Constant!;
            Assert.Equal(values, constant.Values);
            Assert.Equal(("weights/w.bin", 8L), (constant.Source!.File, constant.Source.FileOffset));
        }
        finally
        {
            folder.Delete(true);
        }
    }
}
