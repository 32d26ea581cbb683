using System.IO.Compression;
using Xunit;
using ZkmlGen.Compiler;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Samples;
using ZkmlGen.Tool.Tests.Support;

namespace ZkmlGen.Tool.Tests.Inputs;

/// <summary>.npy, .npz and .pb files become samples, or one sentence.</summary>
public sealed class SampleFileTests
{
    [Theory]
    [InlineData("<f4", new byte[] { 0, 0, 0xc0, 0x3f, 0, 0, 0, 0xc0 })]
    [InlineData(">f4", new byte[] { 0x3f, 0xc0, 0, 0, 0xc0, 0, 0, 0 })]
    [InlineData("<f2", new byte[] { 0, 0x3e, 0, 0xc0 })]
    [InlineData("<f8", new byte[] { 0, 0, 0, 0, 0, 0, 0xf8, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0xc0 })]
    public void Reads_floating_point_types(string type, byte[] data) =>
        Assert.Equal([1.5f, -2f], SampleFile.Read(NpyBytes.Of(type, [2], data), "x.npy")[0].Values);

    [Theory]
    [InlineData("|u1", new byte[] { 200, 7 }, 200f, 7f)]
    [InlineData("|i1", new byte[] { 200, 7 }, -56f, 7f)]
    [InlineData("|b1", new byte[] { 1, 0 }, 1f, 0f)]
    [InlineData(">i2", new byte[] { 255, 254, 1, 0 }, -2f, 256f)]
    [InlineData("<i8", new byte[] { 3, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255 }, 3f, -1f)]
    public void Reads_integer_types(string type, byte[] data, float first, float second) =>
        Assert.Equal([first, second], SampleFile.Read(NpyBytes.Of(type, [1, 2], data), "x.npy")[0].Values);

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void Reads_all_versions_and_scalars(byte version) =>
        Assert.Equal([1.5f], SampleFile.Read(NpyBytes.Of("<f4", [], [0, 0, 0xc0, 0x3f], version: version), "x.npy")[0].Values);

    [Fact]
    public void Fortran_order_becomes_row_major()
    {
        byte[] columns = [0, 3, 1, 4, 2, 5];
        Assert.Equal([0, 1, 2, 3, 4, 5], SampleFile.Read(NpyBytes.Of("|u1", [2, 3], columns, fortran: true), "x.npy")[0].Values);
    }

    [Fact]
    public void An_archive_holds_named_tensors()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, value) in new[] { ("b", 2f), ("a", 1f) })
            {
                using var entry = archive.CreateEntry(name + ".npy").Open();
                entry.Write(NpyBytes.Floats([1], value));
            }
        }
        var sample = Assert.Single(SampleFile.Assemble([new Value("a", [1]), new Value("b", [1])], SampleFile.Read(bytes.ToArray(), "x.npz")));
        Assert.Equal([[1f], [2f]], sample.Inputs);
    }

    [Fact]
    public void An_archive_that_claims_much_costs_little()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry("a.npy").Open()) entry.Write(NpyBytes.Floats([1], 1));
        var file = bytes.ToArray();
        // The size of the unpacked entry, in the archive's directory.
        BitConverter.TryWriteBytes(file.AsSpan(file.AsSpan().IndexOf("PK\u0001\u0002"u8) + 24), 1 << 29);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused(() => SampleFile.Read(file, "x.npz"), "is not a .npz file");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_tensor_of_an_ONNX_file_is_read()
    {
        // dims: 2, data type: float, name: "x", raw data.
        byte[] file = [0x08, 2, 0x10, 1, 0x42, 1, (byte)'x', 0x4a, 8, 0, 0, 0xc0, 0x3f, 0, 0, 0, 0xc0];
        var tensor = Assert.Single(SampleFile.Read(file, "input_0.pb"));
        Assert.Equal("x", tensor.Name);
        Assert.Equal([1.5f, -2f], tensor.Values);
    }

    [Fact]
    public void Several_samples_in_one_tensor_are_cut() =>
        Assert.Equal(
            [[1f, 2f], [3f, 4f]],
            SampleFile.Assemble([new Value("x", [1, 2])], [new SampleTensor("", [2, 2], [1, 2, 3, 4])]).Select(sample => sample.Inputs[0]));

    [Fact]
    public void Unnamed_tensors_go_to_the_inputs_in_turn() =>
        Assert.Equal(
            [[1f], [2f]],
            Assert.Single(SampleFile.Assemble([new Value("x", [1]), new Value("y", [1])], [new SampleTensor("", null, [1]), new SampleTensor("", null, [2])])).Inputs);

    [Theory]
    [InlineData("x.npy", new byte[] { 1, 2, 3 }, "is not a .npy file")]
    [InlineData("x.npz", new byte[] { 1, 2, 3 }, "is not a .npz file")]
    [InlineData("x.txt", new byte[] { 1, 2, 3 }, "has an unknown extension")]
    public void Other_files_are_refused(string name, byte[] file, string message) => Refused(() => SampleFile.Read(file, name), message);

    [Fact]
    public void Broken_arrays_are_refused()
    {
        Refused(() => SampleFile.Read(NpyBytes.Floats([3], 1, 2), "x.npy"), "8 bytes of data where its shape needs 12");
        Refused(() => SampleFile.Read(NpyBytes.Of("|S4", [1], [0, 0, 0, 0]), "x.npy"), "has a .npy header without");
        Refused(() => SampleFile.Read(NpyBytes.Of("<c8", [1], new byte[8]), "x.npy"), "holds numbers of the type <c8");
        Refused(() => SampleFile.Read(NpyBytes.Of("<f99999999999", [1], new byte[4]), "x.npy"), "has a .npy header without");
        Refused(() => SampleFile.Read(NpyBytes.Of("<f4", [1 << 30, 1 << 30], []), "x.npy"), "is too large");
        Refused(() => SampleFile.Read(NpyBytes.Floats([2], 1, 2)[..40], "x.npy"), "has a broken .npy header");
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        Value[] inputs = [new("x", [1, 3])];
        Refused(() => SampleFile.Assemble(inputs, [new SampleTensor("", [4], [1, 2, 3, 4])]), "give 4 numbers of the shape [4] for the input 'x' of the shape [1, 3], which has 3");
        Refused(() => SampleFile.Assemble(inputs, [new SampleTensor("", null, [1, float.NaN, 3])]), "not finite");
        Refused(() => SampleFile.Assemble([.. inputs, new("y", [1])], [new SampleTensor("x", null, [1, 2, 3])]), "give 1 and 0 samples");
    }

    private static void Refused(Action action, string message)
    {
        var exception = Assert.Throws<ModelException>(action);
        Assert.Equal(DiagnosticIds.SampleFile, exception.Id);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }
}
