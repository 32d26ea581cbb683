using System.Numerics;
using System.Text.Json;
using Xunit;

namespace ZkmlGen.Algebra.Tests.Curves;

/// <summary>Results of ffjavascript, made by tests/vectors/make-curve-vectors.mjs; a point is null (infinity), [x, y], or [[x0, x1], [y0, y1]].</summary>
internal static class CurveVectors
{
    private static readonly JsonElement Root = Load();

    public static IEnumerable<(Fr Scalar, G1Affine Point)> G1 => Root.GetProperty("g1").EnumerateArray().Select(e => (ReadFr(e.GetProperty("scalar")), ReadG1(e.GetProperty("point"))));
    public static IEnumerable<(Fr Scalar, G2Affine Point)> G2 => Root.GetProperty("g2").EnumerateArray().Select(e => (ReadFr(e.GetProperty("scalar")), ReadG2(e.GetProperty("point"))));
    public static IEnumerable<(Fr Base, Fr Scalar)> MsmTerms => Msm.GetProperty("terms").EnumerateArray().Select(e => (ReadFr(e.GetProperty("base")), ReadFr(e.GetProperty("scalar"))));
    public static G1Affine MsmSum => ReadG1(Msm.GetProperty("sum"));
    public static IEnumerable<(G1Affine[] G1, G2Affine[] G2, bool IsOne)> Pairings => Root.GetProperty("pairings").EnumerateArray().Select(ReadPairing);

    private static JsonElement Msm => Root.GetProperty("msm");

    private static JsonElement Load()
    {
        using var stream = typeof(CurveVectors).Assembly.GetManifestResourceStream("curve-vectors.json")!;
        return JsonDocument.Parse(stream).RootElement;
    }

    private static (G1Affine[], G2Affine[], bool) ReadPairing(JsonElement e)
    {
        var pairs = e.GetProperty("pairs").EnumerateArray().ToArray();
        return (pairs.Select(p => ReadG1(p.GetProperty("g1"))).ToArray(), pairs.Select(p => ReadG2(p.GetProperty("g2"))).ToArray(), e.GetProperty("isOne").GetBoolean());
    }

    private static Fr ReadFr(JsonElement e) => Fr.FromBigInteger(ReadInteger(e));

    private static G1Affine ReadG1(JsonElement e)
    {
        var bytes = e.ValueKind == JsonValueKind.Null ? new byte[64] : [.. Bytes(e[0]), .. Bytes(e[1])];
        Assert.True(G1Affine.TryRead(bytes, out var point));
        return point;
    }

    private static G2Affine ReadG2(JsonElement e)
    {
        var bytes = e.ValueKind == JsonValueKind.Null ? new byte[128] : [.. Bytes(e[0][1]), .. Bytes(e[0][0]), .. Bytes(e[1][1]), .. Bytes(e[1][0])];
        Assert.True(G2Affine.TryRead(bytes, out var point));
        return point;
    }

    private static BigInteger ReadInteger(JsonElement e) => BigInteger.Parse(e.GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    private static byte[] Bytes(JsonElement e)
    {
        var bytes = ReadInteger(e).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }
}
