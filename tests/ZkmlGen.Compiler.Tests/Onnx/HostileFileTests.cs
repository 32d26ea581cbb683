using System.Diagnostics;
using Xunit;
using ZkmlGen.Compiler.Onnx;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Compiler.Tests.Onnx;

/// <summary>Broken and malicious files: one <see cref="ModelException"/> each, soon, without large allocations.</summary>
public class HostileFileTests
{
    private static OnnxBuilder Dense() => new OnnxBuilder(13).Input("x", 1, 4).Float("w", [4, 2], 1, 2, 3, 4, 5, 6, 7, 8).Node("MatMul", ["x", "w"], ["y"]).Output("y");

    private static void Refused(byte[] model, string id, params string[] parts)
    {
        var watch = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<ModelException>(() => OnnxImporter.Import(model, "bad.onnx", null, Models.NoDimensions));
        Assert.Equal(id, error.Id);
        Assert.DoesNotContain('\n', error.Message);
        Assert.InRange(error.Message.Length, 20, 1000);
        Assert.All(parts, part => Assert.Contains(part, error.Message));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300_000_000 + 100L * model.Length);
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        var model = Dense().Build();
        for (var length = 0; length < model.Length; length++) Assert.Throws<ModelException>(() => Models.Import(model[..length]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is not a model")]
    [InlineData("{\"json\": true}")]
    public void Other_files_are_refused(string text) => Refused(System.Text.Encoding.UTF8.GetBytes(text), DiagnosticIds.BrokenFile, "'bad.onnx'");

    [Fact]
    public void Cycles_are_refused() => Refused(
        new OnnxBuilder().Input("x", 1, 2).NamedNode("one", "Add", ["x", "b"], ["a"]).NamedNode("two", "Relu", ["a"], ["b"]).Output("b").Build(),
        DiagnosticIds.BrokenFile, "cycle", "'one'", "'two'");

    [Fact]
    public void A_node_that_reads_itself_is_refused() =>
        Refused(new OnnxBuilder().Input("x", 1, 2).Node("Relu", ["y"], ["y"]).Output("y").Build(), DiagnosticIds.BrokenFile, "cycle");

    [Fact]
    public void Nodes_in_another_order_are_sorted() =>
        Assert.Equal([0, 3], Models.Run(new OnnxBuilder().Input("x", 1, 2).Node("Relu", ["a"], ["y"]).Node("Identity", ["x"], ["a"]).Output("y"), [-1, 3]));

    [Fact]
    public void Missing_and_duplicate_names_are_refused()
    {
        Refused(new OnnxBuilder().Input("x", 1, 2).Node("Add", ["x", "ghost"], ["y"]).Output("y").Build(), DiagnosticIds.BrokenFile, "'ghost'");
        Refused(new OnnxBuilder().Input("x", 1, 2).Node("Relu", ["x"], ["y"]).Output("ghost").Build(), DiagnosticIds.BrokenFile, "'ghost'");
        Refused(new OnnxBuilder().Input("x", 1, 2).Node("Relu", ["x"], ["y"]).Node("Neg", ["x"], ["y"]).Output("y").Build(), DiagnosticIds.BrokenFile, "'y'");
        Refused(new OnnxBuilder().Input("x", 1, 2).Input("x", 1, 2).Node("Relu", ["x"], ["y"]).Output("y").Build(), DiagnosticIds.BrokenFile, "'x'");
        Refused(Dense().Float("w", [1], 1).Build(), DiagnosticIds.BrokenFile, "'w'");
        Refused(Dense().Output("y").Build(), DiagnosticIds.BrokenFile, "'y'");
        Refused(new OnnxBuilder().Input("x", 1, 2).Node("Relu", [], ["y"]).Output("y").Build(), DiagnosticIds.BrokenFile, "input 0");
        Refused(new OnnxBuilder().Input("x", 1, 2).Node("Relu", ["x"], ["y"]).Build(), DiagnosticIds.BrokenFile, "outputs");
        Refused(new OnnxBuilder().Node("Relu", ["x"], ["y"]).Output("y").Build(), DiagnosticIds.BrokenFile, "inputs");
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(1L << 40)]
    [InlineData(1L << 31)]
    public void Huge_inputs_are_refused(long extent) =>
        Refused(new OnnxBuilder().Input("x", 1, extent, extent).Node("Relu", ["x"], ["y"]).Output("y").Build(), DiagnosticIds.Shape, "'x'");

    [Fact]
    public void Huge_tensors_without_data_are_refused()
    {
        foreach (var shape in new int[][] { [1 << 30, 1 << 30], [int.MaxValue, int.MaxValue, 0], [1 << 27], [-5] })
        {
            var tensor = OnnxBuilder.Tensor("w", 1, shape).Bytes(9, [0, 0, 0, 0]);
            var error = Assert.Throws<ModelException>(() => TensorFile.Read(tensor.ToArray(), "t.pb"));
            Assert.Contains("'w'", error.Message);
        }
        var integers = OnnxBuilder.Tensor("w", 7, 1 << 27).Packed(7, [1, 2, 3]);
        Assert.Equal(DiagnosticIds.BrokenFile, Assert.Throws<ModelException>(() => TensorFile.Read(integers.ToArray(), "t.pb")).Id);
    }

    public static TheoryData<string, long[]> Inflations => new()
    {
        { "Expand", [1 << 20, 1 << 20] }, { "Expand", [1L << 62, 4] }, { "ConstantOfShape", [1 << 20, 1 << 20] }, { "ConstantOfShape", [1L << 62, 1L << 62] },
        { "ConstantOfShape", [1 << 28, 0, 1 << 28] }, { "Tile", [1 << 20, 1 << 20] }, { "Reshape", [1L << 40, -1] }, { "Reshape", [-1, -1] }, { "Reshape", [-2, 2] },
    };

    [Theory]
    [MemberData(nameof(Inflations))]
    public void Shapes_that_explode_are_refused(string op, long[] shape)
    {
        string[] inputs = op == "ConstantOfShape" ? ["shape"] : ["x", "shape"];
        Refused(new OnnxBuilder(13).Input("x", 2, 2).Int64("shape", shape).Node(op, inputs, ["z"]).Node("Add", ["x", "z"], ["y"]).Output("y").Build(), DiagnosticIds.Shape);
    }

    [Fact]
    public void Constants_that_explode_are_refused()
    {
        var range = new OnnxBuilder(13).Input("x", 1).Float("zero", [], 0).Float("huge", [], 1e18f).Float("one", [], 1).Node("Range", ["zero", "huge", "one"], ["r"]).Node("Add", ["x", "r"], ["y"]).Output("y");
        Refused(range.Build(), DiagnosticIds.Shape);
        // Doubling: 2^60 elements after sixty nodes.
        var doubling = new OnnxBuilder(13).Input("x", 1).Float("d0", [2], 1, 2);
        for (var i = 0; i < 60; i++) doubling.Node("Concat", [$"d{i}", $"d{i}"], [$"d{i + 1}"], ("axis", 0L));
        Refused(doubling.Node("Add", ["x", "d60"], ["y"]).Output("y").Build(), DiagnosticIds.Shape);
        // Outer products of constants: 2^40 multiplications.
        var product = new OnnxBuilder(13).Input("x", 1).Int64("long", 1 << 10, 1 << 13).Int64("wide", 1 << 13, 1 << 10).Node("ConstantOfShape", ["long"], ["a"]).Node("ConstantOfShape", ["wide"], ["b"])
            .Node("MatMul", ["a", "b"], ["c"]).Node("MatMul", ["c", "c"], ["d"]).Node("Add", ["x", "d"], ["y"]).Output("y");
        Refused(product.Build(), DiagnosticIds.Shape);
    }

    [Fact]
    public void Windows_that_explode_are_refused()
    {
        foreach (var (name, numbers) in new[] { ("pads", new long[] { 1 << 30, 0, 0, 0 }), ("pads", [1 << 20, 1 << 20, 1 << 20, 1 << 20]), ("strides", [0, 1]), ("strides", [long.MinValue, 1]), ("dilations", [1 << 19, 1]), ("kernel_shape", [2, 2, 2]), ("kernel_shape", [long.MaxValue, 1]) })
        {
            (string, object)[] attributes = name == "kernel_shape" ? [(name, numbers)] : [("kernel_shape", new long[] { 2, 2 }), (name, numbers)];
            var model = new OnnxBuilder(13).Input("x", 1, 1, 4, 4).Node("MaxPool", ["x"], ["y"], attributes).Output("y").Build();
            var error = Models.Refuse(model);
            Assert.Contains(error.Id, new[] { DiagnosticIds.Shape, DiagnosticIds.UnsupportedAttribute });
        }
    }

    [Fact]
    public void Wrong_types_are_refused()
    {
        Refused(new OnnxBuilder().TypedInput("x", 8, 1).Node("Identity", ["x"], ["y"]).Output("y").Build(), DiagnosticIds.ElementType, "'x'");
        Refused(new OnnxBuilder().TypedInput("x", 99, 1).Node("Identity", ["x"], ["y"]).Output("y").Build(), DiagnosticIds.ElementType);
        Refused(new OnnxBuilder().Input("x", 1, 2).Int64("c", 1, 2).Int64("s", 1, 2).Node("PRelu", ["c", "s"], ["p"]).Node("Add", ["x", "p"], ["y"]).Output("y").Build(), DiagnosticIds.ElementType, "'s'");
        Refused(new OnnxBuilder().Input("x", 1, 2).Int64("c", 1, 2).Node("Add", ["x", "c"], ["y"]).Output("y").Build(), DiagnosticIds.ElementType, "'c'");
        Refused(new OnnxBuilder().Input("x", 1, 2).Float("s", [2], 2, 1).Node("Reshape", ["x", "s"], ["y"]).Output("y").Build(), DiagnosticIds.ElementType, "'s'");
        Refused(new OnnxBuilder().Input("x", 1, 2).Node("Flatten", ["x"], ["y"], ("axis", 1f)).Output("y").Build(), DiagnosticIds.BrokenFile, "'axis'");
        Refused(new OnnxBuilder().Input("x", 1, 2).Initializer(OnnxBuilder.Tensor("c", 14, 1).Bytes(9, [1, 2])).Node("Add", ["x", "c"], ["y"]).Output("y").Build(), DiagnosticIds.ElementType, "'c'");
    }

    [Theory]
    [InlineData("../secret.bin")]
    [InlineData("a/../../secret.bin")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\secret.bin")]
    [InlineData("\\\\host\\share")]
    [InlineData("./w.bin")]
    [InlineData("")]
    [InlineData("link.bin")]
    [InlineData("linked/secret.bin")]
    [InlineData("missing.bin")]
    [InlineData("short.bin")]
    [InlineData("nul\0l")]
    public void External_data_stays_in_the_folder(string location)
    {
        var root = Directory.CreateTempSubdirectory();
        try
        {
            var folder = root.CreateSubdirectory("model").FullName;
            File.WriteAllBytes(Path.Combine(root.FullName, "secret.bin"), new byte[32]);
            File.WriteAllBytes(Path.Combine(folder, "short.bin"), new byte[31]);
            File.CreateSymbolicLink(Path.Combine(folder, "link.bin"), Path.Combine(root.FullName, "secret.bin"));
            Directory.CreateSymbolicLink(Path.Combine(folder, "linked"), root.FullName);
            var model = new OnnxBuilder(13).Input("x", 1, 4).Initializer(OnnxBuilder.ExternalTensor("w", [4, 2], ("location", location))).Node("MatMul", ["x", "w"], ["y"]).Output("y").Build();
            var error = Assert.Throws<ModelException>(() => OnnxImporter.Import(model, "bad.onnx", folder, Models.NoDimensions));
            Assert.Equal(DiagnosticIds.ExternalData, error.Id);
            Assert.Contains("'w'", error.Message);
        }
        finally
        {
            root.Delete(true);
        }
    }

    [Theory]
    [InlineData("offset", "-1")]
    [InlineData("offset", "9223372036854775807")]
    [InlineData("offset", "1")]
    [InlineData("length", "31")]
    [InlineData("length", "many")]
    public void External_ranges_are_checked(string key, string value)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, "w.bin"), new byte[32]);
            var tensor = OnnxBuilder.ExternalTensor("w", [4, 2], ("location", "w.bin"), (key, value));
            var model = new OnnxBuilder(13).Input("x", 1, 4).Initializer(tensor).Node("MatMul", ["x", "w"], ["y"]).Output("y").Build();
            Assert.Equal(DiagnosticIds.ExternalData, Assert.Throws<ModelException>(() => OnnxImporter.Import(model, "bad.onnx", folder.FullName, Models.NoDimensions)).Id);
        }
        finally
        {
            folder.Delete(true);
        }
    }

    [Fact]
    public void Strange_names_are_escaped_in_messages()
    {
        var name = "a\"b'{c}\n\r\u2028d\u0000<e>" + new string('z', 500);
        Refused(new OnnxBuilder().Input("x", 1, 2).NamedNode(name, "Sigmoid", ["x"], [name]).Output(name).Build(), DiagnosticIds.UnsupportedOperator, "a\"b'{c}\\n\\u000d\\u2028d\\u0000");
        var model = new OnnxBuilder().Input(name, 1, 2).NamedNode(name, "Relu", [name], [name + "y"]).Output(name + "y").Build();
        Assert.Equal(name, Models.Import(model).Inputs[0].Name);
    }

    [Fact]
    public void Deep_nesting_costs_no_stack()
    {
        var nested = new ProtoWriter().Text(1, "body");
        for (var i = 0; i < 2000; i++) nested = new ProtoWriter().Message(1, new ProtoWriter().Message(5, new ProtoWriter().Text(1, "g").Message(6, nested)));
        var attribute = new ProtoWriter().Text(1, "then_branch").Message(6, nested).Integer(20, 5);
        var node = new ProtoWriter().Text(1, "x").Text(2, "y").Text(4, "If").Message(5, attribute);
        var valueInfo = new OnnxBuilder().Input("x", 1).Output("y");
        Refused(new ProtoWriter().Bytes(7, [.. new ProtoWriter().Message(1, node).ToArray(), .. GraphOf(valueInfo.Build())]).Message(8, new ProtoWriter().Integer(2, 17)).ToArray(),
            DiagnosticIds.UnsupportedOperator, "'If'");
    }

    [Fact]
    public void Long_chains_cost_no_stack()
    {
        var model = new OnnxBuilder(11).Input("x", 2, 3);
        var last = "x";
        for (var i = 0; i < 20_000; i++)
        {
            model.Node("Transpose", [last], [$"t{i}"]).Node("Flatten", [$"t{i}"], [$"f{i}"], ("axis", 0L)).Node("Squeeze", [$"f{i}"], [$"s{i}"]);
            last = i % 2 == 0 ? $"t{i}" : $"f{i}";
        }
        Models.Import(model.Node("Relu", [last], ["y"]).Output("y"));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(1000)]
    [InlineData(-1)]
    public void Other_opsets_are_refused(int opset) =>
        Refused(new OnnxBuilder(opset).Input("x", 1).Node("Relu", ["x"], ["y"]).Output("y").Build(), DiagnosticIds.UnsupportedOperator, $"opset {opset}");

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Numbers_that_are_not_finite_are_refused(float number)
    {
        Refused(new OnnxBuilder().Input("x", 1, 2).Float("w", [2, 1], 1, number).Node("MatMul", ["x", "w"], ["y"]).Output("y").Build(), DiagnosticIds.NotFinite, "'w'");
        Refused(new OnnxBuilder().Input("x", 1, 2).Node("LeakyRelu", ["x"], ["y"], ("alpha", number)).Output("y").Build(), DiagnosticIds.NotFinite);
        Refused(new OnnxBuilder().Input("x", 1, 2).Float("c", [], number).Node("Mul", ["x", "c"], ["y"]).Output("y").Build(), DiagnosticIds.NotFinite);
    }

    [Fact]
    public void An_output_without_an_input_is_refused() =>
        Refused(new OnnxBuilder().Input("x", 1).Float("c", [1], 1).Node("Relu", ["c"], ["y"]).Output("y").Build(), DiagnosticIds.ConstantOutput, "'y'");

    /// <summary>The GraphProto of a model made by <see cref="OnnxBuilder"/>.</summary>
    private static byte[] GraphOf(byte[] model)
    {
        var reader = new ZkmlGen.Compiler.Onnx.Proto.WireReader(model, "test");
        while (reader.Next())
        {
            if (reader.Field != 7) reader.Skip();
            else if (reader.Bytestring() is var chunk) return model[chunk.Offset..(chunk.Offset + chunk.Length)];
        }
        throw new InvalidOperationException("no graph");
    }
}
