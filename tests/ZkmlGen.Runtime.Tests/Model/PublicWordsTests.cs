using System.Numerics;
using Xunit;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;

namespace ZkmlGen.Runtime.Tests.Model;

public sealed class PublicWordsTests
{
    private static readonly SquareNetwork network = new(2);

    [Fact]
    public void Words_are_the_digits_of_the_output_cells()
    {
        var circuit = network.Circuit();
        using var inference = new ZkInference(circuit, circuit.Files);
        var trace = inference.Run([SquareNetwork.Vector(2)]);
        var words = inference.PublicWords(trace.Act);
        var output = network.Description.Tensors.Items.Single(tensor => tensor.Name == "dense");
        var digits = trace.Y.Slice(output.Address, output.Size).ToArray();
        Assert.Equal([digits[0] + (digits[1] << 8) + (digits[2] << 16), digits[3]], words);
        Assert.Equal(digits.Select(digit => digit - 128f), PublicWords.Decode(network.Description.Outputs, words)[0]);
    }

    [Fact]
    public void Digits_are_scaled()
    {
        var port = network.Description.Outputs[0] with { Scale = 0.125, Low = -10 };
        OutputPort[] ports = [port];
        Assert.Equal([-1.25f, -1.125f, 30.625f, 0f], PublicWords.Decode(ports, [0x0_ff_01_00, 10])[0]);
    }

    [Fact]
    public void Bytes_are_big_endian_and_canonical()
    {
        Assert.True(PublicWords.TryWrite([258, 7], out var bytes));
        Assert.Equal(64, bytes.Length);
        Assert.Equal((1, 2, 7), (bytes[30], bytes[31], bytes[63]));
        Assert.True(PublicWords.TryRead(bytes, 2, out var words));
        Assert.Equal([258, 7], words.Select(word => word.ToBigInteger()));
        Assert.Equal(bytes, PublicWords.Write(words));
        Assert.False(PublicWords.TryRead(bytes, 1, out _));
        bytes[0] = 0xff;
        Assert.False(PublicWords.TryRead(bytes, 2, out _));
        Assert.False(PublicWords.TryWrite([BigInteger.MinusOne], out _));
        Assert.False(PublicWords.TryWrite([BigInteger.One << 256], out _));
    }

    [Fact]
    public void Decoding_needs_all_words()
    {
        var verifier = new ZkVerifier(Setups.Keys(network.Circuit()).Verifying);
        Assert.Contains("2 public values; 1 were given", Assert.Throws<ArgumentException>(() => verifier.Decode([1])).Message, StringComparison.Ordinal);
    }
}
