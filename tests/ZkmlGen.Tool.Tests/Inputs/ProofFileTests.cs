using Xunit;
using ZkmlGen.Compiler;
using ZkmlGen.Tool.Pipeline;
using ZkmlGen.Tool.Tests.Support;

namespace ZkmlGen.Tool.Tests.Inputs;

/// <summary>proof.json: one sentence for whatever is none.</summary>
public sealed class ProofFileTests
{
    private const string Context = "\"0x0000000000000000000000000000000000000000000000000000000000000000\"";

    public static TheoryData<string> Broken =>
    [
        "", "null", "[]", "{}", "{\"proof\":", File("\"0x0\"", "[\"1\"]"), File("\"0xzz\"", "[\"1\"]"), File("\"00\"", "[\"1\"]"), File("null", "[\"1\"]"), File("\"0x00\"", "null"),
        File("\"0x00\"", "[null]"), File("\"0x00\"", "[\"-1\"]"), File("\"0x00\"", "[\"\"]"), File("\"0x00\"", $"[\"{new string('9', 10_000_000)}\"]"), new string('[', 100_000),
    ];

    [Fact]
    public void Reads_words_and_bytes()
    {
        var (proof, words, _) = Read(File("\"0x0102\"", "[\"1\", \"115792089237316195423570985008687907853269984665640564039457584007913129639935\"]"));
        Assert.Equal([1, 2], proof);
        Assert.Equal([1, (System.Numerics.BigInteger.One << 256) - 1], words);
    }

    [Theory, MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public void Other_files_are_refused(string text) => Assert.Equal(DiagnosticIds.Proof, Assert.Throws<ToolException>(() => Read(text)).Code);

    private static string File(string proof, string words) => $"{{\"proof\": {proof}, \"public_values\": {words}, \"context\": {Context}}}";

    private static (byte[] Proof, System.Numerics.BigInteger[] Words, Runtime.ZkContext Context) Read(string text)
    {
        using var folder = new TemporaryFolder();
        return ProofFile.Read(folder.Write("proof.json", text));
    }
}
