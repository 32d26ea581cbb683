using Xunit;

namespace ZkmlGen.Algebra.Tests.Vectors;

/// <summary>Vector operations of every kernel against the scalar type, element by element, into a third vector and into each operand.</summary>
public sealed class FrVecTests
{
    private static readonly Fr s = Fr.FromInt64(-12345);

    private delegate void Run(VectorOperations operations, FrVector r, FrVector a, FrVector b);

    private static readonly Dictionary<string, (Run Run, Func<Fr, Fr, Fr, Fr> Expected)> known = new()
    {
        ["Add"] = ((o, r, a, b) => o.Map<AddOperation>(r, a, b), (_, a, b) => a + b),
        ["Subtract"] = ((o, r, a, b) => o.Map<SubtractOperation>(r, a, b), (_, a, b) => a - b),
        ["Multiply"] = ((o, r, a, b) => o.Multiply(r, a, b, addToResult: false), (_, a, b) => a * b),
        ["MultiplyAdd"] = ((o, r, a, b) => o.Multiply(r, a, b, addToResult: true), (r, a, b) => r + a * b),
        ["Scale"] = ((o, r, a, _) => o.Scale(r, a, s, addToResult: false), (_, a, _) => a * s),
        ["ScaleAdd"] = ((o, r, a, _) => o.Scale(r, a, s, addToResult: true), (r, a, _) => r + a * s),
        ["AddConstant"] = ((o, r, a, _) => o.Map<AddConstantOperation>(r, a, a, s), (_, a, _) => a + s),
    };

    public static TheoryData<string, string> Operations
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var kernel in KernelFactory.Supported)
            {
                foreach (var name in known.Keys)
                {
                    data.Add(kernel, name);
                }
            }
            return data;
        }
    }

    [Theory, MemberData(nameof(Operations))]
    public void Agrees_with_scalars(string kernel, string name)
    {
        foreach (var length in VectorSamples.Lengths)
        {
            var (r, a, b) = (VectorSamples.Elements(length, 1), VectorSamples.Elements(length, 2), VectorSamples.Elements(length, 3));
            using var arena = new FrArena(4 * length + 64);
            Assert.Equal(Expected(name, r, a, b), Result(kernel, name, arena.Rent(r), arena.Rent(a), arena.Rent(b)));
        }
    }

    [Theory, MemberData(nameof(Operations))]
    public void The_result_may_be_an_operand(string kernel, string name)
    {
        var (a, b) = (VectorSamples.Elements(77, 2), VectorSamples.Elements(77, 3));
        using var arena = new FrArena(1000);
        var v = arena.Rent(a);
        Assert.Equal(Expected(name, a, a, b), Result(kernel, name, v, v, arena.Rent(b)));
        v = arena.Rent(b);
        Assert.Equal(Expected(name, b, a, b), Result(kernel, name, v, arena.Rent(a), v));
        v = arena.Rent(a);
        Assert.Equal(Expected(name, a, a, a), Result(kernel, name, v, v, v));
    }

    [Theory, MemberData(nameof(Operations))]
    public void Elements_after_the_end_stay_as_they_are(string kernel, string name)
    {
        using var arena = new FrArena(100);
        var a = VectorSamples.Elements(24, 4);
        var r = arena.Rent(a);
        Result(kernel, name, r.Slice(0, 19), arena.Rent(a).Slice(0, 19), arena.Rent(a).Slice(0, 19));
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

    [Theory, MemberData(nameof(VectorSamples.Kernels), MemberType = typeof(VectorSamples))]
    public void Combinations(string kernel)
    {
        var operations = VectorSamples.Operations(kernel);
        foreach (var terms in new[] { 0, 1, 2, 15, 16, 17, 40 })
        {
            const int Length = 43;
            using var arena = new FrArena(48 * (terms + 3));
            var r = VectorSamples.Elements(Length, 100);
            var scalars = VectorSamples.Elements(terms, 101);
            var vectors = Enumerable.Range(0, terms).Select(k => VectorSamples.Elements(Length, k)).ToArray();
            var rented = vectors.Select(arena.Rent).ToArray();
            var sum = Enumerable.Range(0, Length).Select(i => vectors.Zip(scalars, (v, s) => v[i] * s).Aggregate(Fr.Zero, (x, y) => x + y)).ToArray();
            var result = arena.Rent(r);
            operations.Combine(result, rented, scalars, addToResult: true);
            Assert.Equal(r.Zip(sum, (x, y) => x + y), result.ToArray());
            operations.Combine(result, rented, scalars, addToResult: false);
            Assert.Equal(sum, result.ToArray());
            FrVec.Combine(result, rented, scalars);
            FrVec.CombineAdd(result, rented, scalars);
            Assert.Equal(sum.Select(x => x + x), result.ToArray());
        }
    }

    [Theory, MemberData(nameof(VectorSamples.Kernels), MemberType = typeof(VectorSamples))]
    public void Combinations_of_largest_elements(string kernel)
    {
        using var arena = new FrArena(1000);
        var largest = Enumerable.Repeat(-Fr.One, 16).ToArray();
        var vector = arena.Rent(largest);
        VectorSamples.Operations(kernel).Combine(vector, Enumerable.Repeat(vector, 16).ToArray(), largest, addToResult: true);
        Assert.All(vector.ToArray(), x => Assert.Equal(Fr.FromInt64(15), x));
    }

    [Theory, MemberData(nameof(VectorSamples.Kernels), MemberType = typeof(VectorSamples))]
    public void Combinations_of_integers(string kernel)
    {
        const int Length = 43, Stride = 50;
        var random = new Random(5);
        foreach (var terms in new[] { 0, 1, 2, 63, 64, 65, 130 })
        {
            using var arena = new FrArena(100);
            var scalars = VectorSamples.Elements(terms, 102);
            int[] columns = [.. Enumerable.Range(0, terms * Stride).Select(i => i % 7 == 0 ? int.MinValue : i % 7 == 1 ? int.MaxValue : random.Next(-70000, 70000))];
            var result = arena.Rent(Length);
            VectorSamples.Operations(kernel).CombineInt32(result, columns, Stride, scalars);
            var sum = Enumerable.Range(0, Length)
                .Select(i => Enumerable.Range(0, terms).Aggregate(Fr.Zero, (x, k) => x + Fr.FromInt64(columns[k * Stride + i]) * scalars[k]));
            Assert.Equal(sum, result.ToArray());
        }
    }

    [Fact]
    public void Combinations_check_their_arguments()
    {
        using var arena = new FrArena(1000);
        var (a, b) = (arena.Rent(new Fr[16]), arena.Rent(new Fr[24]));
        Assert.Throws<ArgumentException>(() => FrVec.Combine(a, [a], [s, s]));
        Assert.Throws<ArgumentException>(() => FrVec.Combine(a, [a, b], [s, s]));
        Assert.Throws<ArgumentException>(() => FrVec.Combine(a, Enumerable.Repeat(a, 17).ToArray(), new Fr[17]));
    }

    [Theory, MemberData(nameof(VectorSamples.Kernels), MemberType = typeof(VectorSamples))]
    public void Small_integers(string kernel)
    {
        int[] values = [0, 1, -1, int.MaxValue, int.MinValue, 255, -128, 77, 1000000007, -3];
        using var arena = new FrArena(100);
        var r = arena.Rent(values.Length);
        VectorSamples.Operations(kernel).FromInt32(r, values);
        Assert.Equal(values.Select(v => Fr.FromInt64(v)), r.ToArray());
    }

    [Fact]
    public void The_public_operations_are_those_of_the_current_kernel()
    {
        var (r, a, b) = (VectorSamples.Elements(21, 1), VectorSamples.Elements(21, 2), VectorSamples.Elements(21, 3));
        foreach (var (name, run) in new Dictionary<string, Action<FrVector, FrVector, FrVector>>
        {
            ["Add"] = FrVec.Add,
            ["Subtract"] = FrVec.Subtract,
            ["Multiply"] = FrVec.Multiply,
            ["MultiplyAdd"] = FrVec.MultiplyAdd,
            ["Scale"] = (r, a, _) => FrVec.Scale(r, a, s),
            ["ScaleAdd"] = (r, a, _) => FrVec.ScaleAdd(r, a, s),
            ["AddConstant"] = (r, a, _) => FrVec.AddConstant(r, a, s),
        })
        {
            using var arena = new FrArena(100);
            var result = arena.Rent(r);
            run(result, arena.Rent(a), arena.Rent(b));
            Assert.Equal(Expected(name, r, a, b), result.ToArray());
        }
    }

    [Theory]
    [InlineData(16, 8), InlineData(16, 1), InlineData(13, 5), InlineData(40, -3), InlineData(40, 83), InlineData(9, 0), InlineData(64, 16)]
    public void Rotations(int length, int shift)
    {
        using var arena = new FrArena(200);
        var a = VectorSamples.Elements(length, 5);
        var r = arena.Rent(length);
        var source = arena.Rent(a);
        FrVec.Rotate(r, source, shift);
        Assert.Equal(Enumerable.Range(0, length).Select(i => a[((i + shift) % length + length) % length]), r.ToArray());
        Assert.Throws<ArgumentException>(() => FrVec.Rotate(source, source, shift));
    }

    private static Fr[] Result(string kernel, string name, FrVector r, FrVector a, FrVector b)
    {
        known[name].Run(VectorSamples.Operations(kernel), r, a, b);
        return r.ToArray();
    }

    private static Fr[] Expected(string name, Fr[] r, Fr[] a, Fr[] b) =>
        Enumerable.Range(0, a.Length).Select(i => known[name].Expected(r[i], a[i], b[i])).ToArray();
}
