using Xunit;

namespace ZkmlGen.Runtime.Tests.Model;

public sealed class ZkContextTests
{
    private const string Text = "0x0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20";

    [Fact]
    public void Text_and_bytes_are_the_same_number()
    {
        Assert.True(ZkContext.TryParse(Text, out var context));
        Assert.Equal(Enumerable.Range(1, ZkContext.Size).Select(i => (byte)i), context.ToArray());
        Assert.Equal(Text, context.ToString());
        Assert.Equal(context, ZkContext.Read(context.ToArray()));
        Assert.Equal("0x" + new string('0', 64), default(ZkContext).ToString());
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("0x"), InlineData("0x01"), InlineData(Text + "0"), InlineData("00" + Text)]
    [InlineData("0x 102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20")]
    [InlineData("0xg102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20")]
    public void Other_texts_are_no_contexts(string? text) => Assert.False(ZkContext.TryParse(text, out _));

    [Fact]
    public void Other_lengths_are_refused() => Assert.Throws<ArgumentException>(() => ZkContext.Read(new byte[31]));
}
