using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Xunit;
using ZkmlGen.Algebra;
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
    public void Texts_of_weight_commitments()
    {
        var text = Encoding.UTF8.GetBytes(WeightCommitmentsJson.Write(ZkWeightCommitments.Of(Keys.Proving), "Tiny"));
        Run("weight commitments", Damage.Of(text), bytes => WeightCommitmentsJson.Read(Encoding.UTF8.GetString(bytes), "weights.json") is not null);
    }

    [Fact]
    public void Texts_of_range_proofs()
    {
        var text = Encoding.UTF8.GetBytes(WeightRangeJson.Write(WeightRangeProof.Prove(Circuit, Circuit.Files, Keys.Proving, (_, _) => Setups.Srs), "Tiny"));
        Run("range proofs", Damage.Of(text), bytes => WeightRangeJson.Read(Encoding.UTF8.GetString(bytes), "ranges.json").Ranges.Covers(Circuit.Description));
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
    public void Proving_keys() => Files(
        "proving keys", 2, Keys.Proving.Powers.Length + Keys.Proving.Lagrange.Length, path => ProvingKeyFile.Write(Keys.Proving, path), path => ProvingKeyFile.Read(path));

    [Fact]
    public void Setups_of_ceremonies() => Run(
        ".ptau files", Gen.OneOf(Damage.Of(PtauFiles.Raw), Damage.Of(PtauFiles.Prepared)), bytes => PtauReader.Read(new MemoryStream(bytes), PtauFiles.Powers) is not null);

    [Fact]
    public void Cached_setups() => Files(
        "cached setups",
        1,
        Setups.Srs.Size,
        path =>
        {
            using var stream = File.Create(path);
            SrsFile.Write(stream, Setups.Srs);
        },
        path =>
        {
            using var file = new SrsFile(path);
            file.Read((int)file.Count);
        });

    /// <summary>A <see cref="PointFile"/> of so many vectors and points, with and without a last checksum that fits the damage.</summary>
    private void Files(string parser, int vectors, int points, Action<string> write, Action<string> read)
    {
        var path = Path.GetTempFileName();
        try
        {
            write(path);
            var file = File.ReadAllBytes(path);
            var (head, tail) = (PointFile.HeadSize(vectors), file.Length - PointFile.HeadSize(vectors) - points * G1Affine.Size);
            Run(parser, Gen.OneOf(Damage.Of(file), Damage.Of(file).Select(bytes => Sealed(bytes, head, tail))), bytes =>
            {
                File.WriteAllBytes(path, bytes);
                read(path);
                return true;
            });
        }
        finally
        {
            File.Delete(path);
        }
    }

    private void Run(string parser, Gen<byte[]> inputs, Func<byte[], bool> parse) => Fuzzer.Run<InvalidDataException>(parser, inputs, parse, Bound, seconds);

    private static byte[] Sealed(byte[] bytes, int head, int tail)
    {
        if (bytes.Length < head + tail) return bytes;
        return [.. bytes[..^PointFile.DigestSize], .. SHA256.HashData([.. bytes[..head], .. bytes[^tail..^PointFile.DigestSize]])];
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
