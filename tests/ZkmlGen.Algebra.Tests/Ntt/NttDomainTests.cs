using Xunit;
using ZkmlGen.Algebra.Tests.Vectors;

namespace ZkmlGen.Algebra.Tests.Ntt;

/// <summary>The transforms of every kernel against the naive sums.</summary>
public sealed class NttDomainTests
{
    private const int Threads = 1;
    private static readonly Fr shift = Fr.FromInt64(7);

    public static TheoryData<string, int> Cases
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var kernel in KernelFactory.Supported)
            {
                for (var log = 3; log <= 14; log++)
                {
                    data.Add(kernel, log);
                }
            }
            return data;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Forward_transforms_are_values(string kernel, int log)
    {
        var f = VectorSamples.Elements(1 << log, log);
        var transforms = NttTransforms.Make(log, kernel);
        var values = Transformed(f, v => transforms.Forward(v, Fr.One, Threads));
        var coset = Transformed(f, v => transforms.Forward(v, shift, Threads));
        // All values of small sizes, some of large ones.
        for (var i = 0; i < f.Length; i += Math.Max(1, f.Length / 64 - 1))
        {
            var x = Fr.RootOfUnity(log).Pow((ulong)i);
            Assert.Equal(Value(f, x), values[i]);
            Assert.Equal(Value(f, shift * x), coset[i]);
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Inverse_transforms_undo_forward_ones(string kernel, int log)
    {
        var f = VectorSamples.Elements(1 << log, log);
        var transforms = NttTransforms.Make(log, kernel);
        foreach (var s in new[] { Fr.One, shift, -Fr.One, shift.Inverse() })
        {
            Assert.Equal(f, Transformed(f, v => { transforms.Forward(v, s, Threads); transforms.Inverse(v, s, Threads); }));
        }
    }

    [Theory, MemberData(nameof(VectorSamples.Kernels), MemberType = typeof(VectorSamples))]
    public void Elements_that_make_every_sum_as_large_as_possible(string kernel)
    {
        // Longer than the longest run of layers without a reduction, in rows and in columns.
        const int Log = 18;
        var largest = -Fr.One;
        var f = Enumerable.Repeat(largest, 1 << Log).ToArray();
        var transforms = NttTransforms.Make(Log, kernel);
        var values = Transformed(f, v => transforms.Forward(v, Fr.One, Threads));
        Assert.Equal(largest * Fr.FromInt64(1 << Log), values[0]);
        Assert.All(values.Skip(1), v => Assert.True(v.IsZero));
        Assert.Equal(f, Transformed(values, v => transforms.Inverse(v, Fr.One, Threads)));
        Assert.Equal(f, Transformed(f, v => { transforms.Forward(v, shift, Threads); transforms.Inverse(v, shift, Threads); }));
    }

    [Theory, MemberData(nameof(VectorSamples.Kernels), MemberType = typeof(VectorSamples))]
    public void Threads_do_not_matter(string kernel)
    {
        foreach (var log in new[] { 9, 13, 14, 15 })
        {
            var f = VectorSamples.Elements(1 << log, log);
            var transforms = NttTransforms.Make(log, kernel);
            var expected = Transformed(f, v => transforms.Forward(v, shift, Threads));
            foreach (var threads in new[] { 2, 3, 40 })
            {
                Assert.Equal(expected, Transformed(f, v => transforms.Forward(v, shift, threads)));
                Assert.Equal(f, Transformed(expected, v => transforms.Inverse(v, shift, threads)));
            }
        }
    }

    [Fact]
    public void More_shifts_than_are_kept_work_too()
    {
        var f = VectorSamples.Elements(64, 1);
        for (var i = 1; i <= 20; i++)
        {
            var s = Fr.FromInt64(i);
            Assert.Equal(f, Transformed(f, v => { NttDomain.Get(6).ForwardCoset(v, s); NttDomain.Get(6).InverseCoset(v, s); }));
        }
    }

    [Fact]
    public void The_public_domain_uses_the_current_kernel_from_many_threads()
    {
        var f = VectorSamples.Elements(1 << 9, 2);
        var expected = Transformed(f, v => new SmallNttTransforms(9).Forward(v, Fr.One, Threads));
        Parallel.For(0, 16, _ =>
        {
            Assert.Equal(expected, Transformed(f, v => NttDomain.Get(9).Forward(v)));
            Assert.Equal(f, Transformed(expected, v => NttDomain.Get(9).Inverse(v)));
        });
    }

    [Fact]
    public void Sizes_are_checked()
    {
        using var arena = new FrArena(64);
        var vector = arena.Rent(16);
        Assert.Throws<ArgumentOutOfRangeException>(() => NttDomain.Get(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => NttDomain.Get(29));
        Assert.Throws<ArgumentException>(() => NttDomain.Get(5).Forward(vector));
        Assert.Throws<ArgumentException>(() => NttDomain.Get(4).ForwardCoset(vector, Fr.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => NttDomain.Get(4).Forward(vector, 0));
        Assert.Equal(5, NttDomain.Get(5).Log);
        Assert.Same(NttDomain.Get(5), NttDomain.Get(5));
    }

    private static Fr Value(Fr[] f, Fr x) => f.Reverse().Aggregate(Fr.Zero, (sum, c) => sum * x + c);

    private static Fr[] Transformed(Fr[] f, Action<FrVector> transform)
    {
        using var arena = new FrArena(f.Length);
        var vector = arena.Rent(f);
        transform(vector);
        return vector.ToArray();
    }
}
