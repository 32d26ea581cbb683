using Xunit;
using ZkmlGen.Compiler.Onnx.Proto;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Compiler.Tests.Onnx;

public class WireReaderTests
{
    [Fact]
    public void Reads_integers_singles_text_and_skips_the_rest()
    {
        var reader = new WireReader(new ProtoWriter().Integer(1, -5).Single(2, 1.5f).Text(3, "dürum").Bytes(4, [1, 2, 3]).Integer(500, 300).ToArray(), "f");
        Assert.True(reader.Next());
        Assert.Equal(-5, reader.Int64());
        Assert.True(reader.Next());
        Assert.Equal(1.5f, reader.Single());
        Assert.True(reader.Next());
        Assert.Equal("dürum", reader.Text());
        Assert.True(reader.Next());
        reader.Skip();
        Assert.True(reader.Next());
        Assert.Equal(500, reader.Field);
        Assert.Equal(300, reader.Int64());
        Assert.False(reader.Next());
    }

    [Fact]
    public void Packed_and_single_numbers_are_the_same()
    {
        var reader = new WireReader(new ProtoWriter().Packed(1, [1, 300]).Integer(1, -1).ToArray(), "f");
        var numbers = new List<long>();
        while (reader.Next()) reader.Int64s(numbers);
        Assert.Equal([1, 300, -1], numbers);
    }

    [Theory]
    [InlineData("08")] // no value
    [InlineData("0880808080808080808080 01")] // eleven bytes
    [InlineData("00")] // field 0
    [InlineData("0B")] // a group
    [InlineData("0F")] // wire type 7
    [InlineData("0A05 4142")] // longer than the file
    [InlineData("0AFFFFFFFFFFFFFFFFFF01")] // negative length
    [InlineData("0D000000")] // three bytes of four
    [InlineData("0A02 C328")] // not UTF-8
    public void Broken_bytes_are_one_error(string hex)
    {
        var bytes = Convert.FromHexString(hex.Replace(" ", ""));
        var error = Assert.Throws<ModelException>(() => ReadAll(new WireReader(bytes, "broken.onnx")));
        Assert.Equal(DiagnosticIds.BrokenFile, error.Id);
        Assert.Contains("'broken.onnx'", error.Message);
    }

    private static void ReadAll(WireReader reader)
    {
        while (reader.Next())
        {
            if (reader.Field == 1 && reader.Bytes[0] == 0x0A) reader.Text();
            else reader.Skip();
        }
    }
}
