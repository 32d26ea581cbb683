using Xunit;

namespace ZkmlGen.Algebra.Tests.Vectors;

/// <summary>Vector operations against the scalar type, element by element, into a third vector and into each operand.</summary>
public sealed class FrVecTests
{
    private static readonly Fr s = Fr.FromInt64(-12345);

    public static TheoryData<string> Operations => new(binary.Keys);

    private static readonly Dictionary<string, (Action<FrVector, FrVector, FrVector> Run, Func<Fr, Fr, Fr, Fr> Expected)> binary = new()
    {
        ["Add"] = (FrVec.Add, (_, a, b) => a + b),
        ["Subtract"] = (FrVec.Subtract, (_, a, b) => a - b),
        ["Multiply"] = (FrVec.Multiply, (_, a, b) => a * b),
        ["MultiplyAdd"] = (FrVec.MultiplyAdd, (r, a, b) => r + a * b),
        ["Scale"] = ((r, a, _) => FrVec.Scale(r, a, s), (_, a, _) => a * s),
        ["ScaleAdd"] = ((r, a, _) => FrVec.ScaleAdd(r, a, s), (r, a, _) => r + a * s),
        ["AddConstant"] = ((r, a, _) => FrVec.AddConstant(r, a, s), (_, a, _) => a + s),
    };

    [Theory, MemberData(nameof(Operations))]
    public void Agrees_with_scalars(string name)
    {
        foreach (var length in VectorSamples.Lengths)
        {
            var (r, a, b) = (VectorSamples.Elements(length, 1), VectorSamples.Elements(length, 2), VectorSamples.Elements(length, 3));
            using var arena = new FrArena(4 * length + 64);
            Assert.Equal(Expected(name, r, a, b), Run(name, arena.Rent(r), arena.Rent(a), arena.Rent(b)));
        }
    }

    [Theory, MemberData(nameof(Operations))]
    public void The_result_may_be_an_operand(string name)
    {
        var (a, b) = (VectorSamples.Elements(77, 2), VectorSamples.Elements(77, 3));
        using var arena = new FrArena(1000);
        var v = arena.Rent(a);
        Assert.Equal(Expected(name, a, a, b), Run(name, v, v, arena.Rent(b)));
        v = arena.Rent(b);
        Assert.Equal(Expected(name, b, a, b), Run(name, v, arena.Rent(a), v));
        v = arena.Rent(a);
        Assert.Equal(Expected(name, a, a, a), Run(name, v, v, v));
    }

    [Theory, MemberData(nameof(Operations))]
    public void Elements_after_the_end_stay_as_they_are(string name)
    {
        using var arena = new FrArena(100);
        var a = VectorSamples.Elements(24, 4);
        var r = arena.Rent(a);
        Run(name, r.Slice(0, 19), arena.Rent(a).Slice(0, 19), arena.Rent(a).Slice(0, 19));
        Assert.Equal(a[19..], r.ToArray()[19..]);
    }

    [Fact]
    public void Lengths_must_agree()
    {
        using var arena = new FrArena(100);
        var (a, b) = (arena.Rent(16), arena.Rent(24));
        Assert.Throws<ArgumentException>(() => FrVec.Add(a, a, b));
        Assert.Throws<ArgumentException>(() => FrVec.Multiply(a, b, a));
        Assert.Throws<ArgumentException>(() => FrVec.FromInt32(a, new int[15]));
    }

    [Fact]
    public void Small_integers()
    {
        int[] values = [0, 1, -1, int.MaxValue, int.MinValue, 255, -128, 77, 1000000007, -3];
        using var arena = new FrArena(100);
        var r = arena.Rent(values.Length);
        FrVec.FromInt32(r, values);
        Assert.Equal(values.Select(v => Fr.FromInt64(v)), r.ToArray());
    }

    [Theory]
    [InlineData(16, 8), InlineData(16, 1), InlineData(13, 5), InlineData(40, -3), InlineData(40, 83), InlineData(9, 0), InlineData(64, 16)]
    public void Rotations(int length, int shift)
    {
        using var arena = new FrArena(200);
        var a = VectorSamples.Elements(length, 5);
        var r = arena.Rent(length);
        FrVec.Rotate(r, arena.Rent(a), shift);
        Assert.Equal(Enumerable.Range(0, length).Select(i => a[((i + shift) % length + length) % length]), r.ToArray());
    }

    private static Fr[] Run(string name, FrVector r, FrVector a, FrVector b)
    {
        binary[name].Run(r, a, b);
        return r.ToArray();
    }

    private static Fr[] Expected(string name, Fr[] r, Fr[] a, Fr[] b) =>
        Enumerable.Range(0, a.Length).Select(i => binary[name].Expected(r[i], a[i], b[i])).ToArray();
}
