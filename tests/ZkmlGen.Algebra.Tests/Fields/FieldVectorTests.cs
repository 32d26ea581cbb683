using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xunit;
using ZkmlGen.Algebra.Tests.Vectors;

namespace ZkmlGen.Algebra.Tests.Fields;

/// <summary>Results of an independent implementation (tests/vectors/make-field-vectors.mjs).</summary>
public sealed class FieldVectorTests
{
    private static readonly JsonElement vectors = Read();

    [Fact]
    public void Scalar_field()
    {
        foreach (var c in vectors.GetProperty("Fr").EnumerateArray())
        {
            var (a, b) = (Fr.FromBigInteger(Integer(c, "a")), Fr.FromBigInteger(Integer(c, "b")));
            Assert.Equal(Integer(c, "sum"), (a + b).ToBigInteger());
            Assert.Equal(Integer(c, "difference"), (a - b).ToBigInteger());
            Assert.Equal(Integer(c, "product"), (a * b).ToBigInteger());
            if (!b.IsZero)
            {
                Assert.Equal(Integer(c, "quotient"), (a * b.Inverse()).ToBigInteger());
            }
        }
    }

    [Fact]
    public void Base_field()
    {
        foreach (var c in vectors.GetProperty("Fq").EnumerateArray())
        {
            var (a, b) = (Fq.FromBigInteger(Integer(c, "a")), Fq.FromBigInteger(Integer(c, "b")));
            Assert.Equal(Integer(c, "sum"), (a + b).ToBigInteger());
            Assert.Equal(Integer(c, "difference"), (a - b).ToBigInteger());
            Assert.Equal(Integer(c, "product"), (a * b).ToBigInteger());
            if (!b.IsZero)
            {
                Assert.Equal(Integer(c, "quotient"), (a * b.Inverse()).ToBigInteger());
            }
        }
    }

    [Fact]
    public void Transforms()
    {
        foreach (var c in vectors.GetProperty("transforms").EnumerateArray())
        {
            var values = c.GetProperty("values").EnumerateArray().Select(v => Parse(v.GetString()!)).ToArray();
            var coefficients = Enumerable.Range(0, values.Length).Select(i => Fr.ReadReduced(SHA256.HashData(Encoding.UTF8.GetBytes($"ntt {i}")))).ToArray();
            using var arena = new FrArena(values.Length);
            var vector = arena.Rent(coefficients);
            NttDomain.Get(c.GetProperty("log").GetInt32()).Forward(vector);
            Assert.Equal(values, vector.ToArray().Select(v => v.ToBigInteger()));
        }
    }

    private static BigInteger Integer(JsonElement c, string name) => Parse(c.GetProperty(name).GetString()!);
    private static BigInteger Parse(string text) => BigInteger.Parse(text, CultureInfo.InvariantCulture);

    private static JsonElement Read()
    {
        using var stream = typeof(FieldVectorTests).Assembly.GetManifestResourceStream("field-vectors.json")!;
        return JsonDocument.Parse(stream).RootElement;
    }
}
