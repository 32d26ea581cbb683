using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Xunit;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Runtime.Tests.Fuzzing;

/// <summary>Damaged keys, setups and proofs: taken or refused as documented, soon, within a bound on memory.</summary>
public abstract class ParserFuzz(int seconds)
{
    private static readonly AllocationBound Bound = new(4 << 20, 64);
    private static readonly InterpretedCircuit Circuit = new TinyNetwork(3).Circuit();
    private static readonly KeyPair Keys = Setups.Keys(Circuit);
    private static readonly (byte[] Bytes, BigInteger[] Words) Honest = Prove();

    [Fact]
    public void Proofs()
    {
        var verifier = new ZkVerifier(Keys.Verifying);
        Run("proofs", Damage.Of(Honest.Bytes), proof => verifier.Verify(proof, Honest.Words) && Same(proof, Honest.Bytes));
    }

    [Fact]
    public void Texts_of_verifying_keys()
    {
        var text = Encoding.UTF8.GetBytes(VerifyingKeyJson.Write(Keys.Verifying));
        Run("verifying keys", Damage.Of(text), bytes => VerifyingKeyJson.Read(Encoding.UTF8.GetString(bytes), "key.json") is not null);
    }

    [Fact]
    public void Circuit_descriptions()
    {
        var key = Keys.Verifying;
        Run("circuit descriptions", Damage.Of(key.Description.ToArray()), bytes =>
        {
            var damaged = new VerifyingKey(bytes, [.. key.Fixed], [.. key.Weights], key.TauG2, isDevelopment: true);
            return new ZkVerifier(damaged).Verify(Honest.Bytes, Honest.Words) && Same(bytes, key.Description);
        });
    }

    [Fact]
    public void Proving_keys()
    {
        var path = Path.GetTempFileName();
        try
        {
            ProvingKeyFile.Write(Keys.Proving, path);
            Run("proving keys", Summed(File.ReadAllBytes(path)), bytes =>
            {
                using var reader = new ProvingKeyReader(new MemoryStream(bytes), "proving.key");
                return reader.Read() is not null;
            });
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Setups_of_ceremonies() => Run(
        ".ptau files", Gen.OneOf(Damage.Of(PtauFiles.Raw), Damage.Of(PtauFiles.Prepared)), bytes => PtauReader.Read(new MemoryStream(bytes), PtauFiles.Powers) is not null);

    [Fact]
    public void Cached_setups()
    {
        using var stream = new MemoryStream();
        SrsFile.Write(stream, PtauReader.Read(new MemoryStream(PtauFiles.Raw), PtauFiles.Powers));
        Run("cached setups", Summed(stream.ToArray()), bytes => SrsFile.TryRead(new MemoryStream(bytes)) is not null);
    }

    private void Run(string parser, Gen<byte[]> inputs, Func<byte[], bool> parse) => Fuzzer.Run<InvalidDataException>(parser, inputs, parse, Bound, seconds);

    /// <summary>Damaged files with and without a checksum at their end that fits the damage.</summary>
    private static Gen<byte[]> Summed(byte[] file)
    {
        var content = Damage.Of(file[..^SHA256.HashSizeInBytes]);
        return Gen.OneOf(Damage.Of(file), content.Select(bytes => (byte[])[.. bytes, .. SHA256.HashData(bytes)]));
    }

    private static bool Same(byte[] bytes, ReadOnlySpan<byte> honest)
    {
        Assert.True(honest.SequenceEqual(bytes), "A proof is accepted that was not made.");
        return true;
    }

    private static (byte[] Bytes, BigInteger[] Words) Prove()
    {
        using var prover = Setups.Prover(Circuit, Keys);
        using var proof = prover.Prove([TinyNetwork.Image(3)]);
        return (proof.Bytes.ToArray(), [.. proof.PublicValues]);
    }
}

/// <summary>In every run.</summary>
public sealed class ParserFuzzTests() : ParserFuzz(1);

/// <summary>In the security run.</summary>
[Trait(SecurityReport.Trait, SecurityReport.Slow)]
public sealed class LongParserFuzzTests() : ParserFuzz(15);
