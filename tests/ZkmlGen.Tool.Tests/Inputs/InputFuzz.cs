using System.IO.Compression;
using System.Text;
using Xunit;
using ZkmlGen.Compiler;
using ZkmlGen.Compiler.Samples;
using ZkmlGen.Tests.Shared;
using ZkmlGen.Tool.Inputs;
using ZkmlGen.Tool.Pipeline;
using ZkmlGen.Tool.Tests.Support;

namespace ZkmlGen.Tool.Tests.Inputs;

/// <summary>Damaged proof files and model inputs: read, or refused with one exception, soon, within a bound on memory.</summary>
public abstract class InputFuzz(int seconds)
{
    private static readonly AllocationBound Bound = new(4 << 20, 100);
    /// <summary>An archive of these may unpack to a thousand times its size.</summary>
    private static readonly AllocationBound ArchiveBound = new(4 << 20, 20_000);

    [Fact]
    public void Proof_files()
    {
        using var folder = new TemporaryFolder();
        var file = Encoding.UTF8.GetBytes($$"""{ "proof": "0x{{new string('a', 600)}}", "public_values": ["12", "345678901234567890"], "context": "0x{{new string('0', 64)}}" }""");
        Fuzzer.Run<ToolException>("proof files", Damage.Of(file), bytes => ProofFile.Read(folder.Write("proof.json", bytes)).Proof is not null, Bound, seconds);
    }

    [Fact]
    public void Lists_of_numbers() => Fuzzer.Run<ToolException>(
        "input lists", Damage.Of("""{ "input_data": [[1, 2.5, [true, -3e2]], [0]] }"""u8.ToArray()), bytes => JsonInputs.Read(bytes, "x.json").Count >= 0, Bound, seconds);

    [Theory]
    [InlineData("x.npy"), InlineData("x.npz"), InlineData("x.pb")]
    public void Arrays(string name) => Fuzzer.Run<ModelException>(
        $"{name[1..]} files", Damage.Of(Array(name)), bytes => SampleFile.Read(bytes, name).Count > 0, name == "x.npz" ? ArchiveBound : Bound, seconds);

    private static byte[] Array(string name)
    {
        if (name == "x.pb") return OnnxBuilder.FloatTensor("x", [2, 3], 1, 2, 3, 4, 5, 6).ToArray();
        var array = NpyBytes.Floats([2, 3], 1, 2, 3, 4, 5, 6);
        if (name == "x.npy") return array;
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in new[] { "x.npy", "z.npy" })
            {
                using var stream = archive.CreateEntry(entry).Open();
                stream.Write(array);
            }
        }
        return file.ToArray();
    }
}

/// <summary>In every run.</summary>
public sealed class InputFuzzTests() : InputFuzz(1);

/// <summary>In the security run.</summary>
[Trait(SecurityReport.Trait, SecurityReport.Slow)]
public sealed class LongInputFuzzTests() : InputFuzz(10);
