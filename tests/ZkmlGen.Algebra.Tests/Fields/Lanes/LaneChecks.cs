using System.Numerics;
using Xunit;

namespace ZkmlGen.Algebra.Tests.Fields.Lanes;

internal interface ILaneChecks
{
    void Products();
    void ProductsInMemory();
    void Sums();
    void Butterflies();
    void Memory();
    void Transposition();
}

internal sealed unsafe class LaneChecks<F, I, T>(BigInteger p) : ILaneChecks
    where F : struct, IPrimeField
    where I : struct, ILanes<T>
    where T : unmanaged
{
    private static readonly BigInteger limb = BigInteger.One << 52;
    private readonly BigInteger inverseFactor = BigInteger.ModPow(2, 260 * (p - 2), p);

    /// <summary>Values up to 8p: edges of p, of 2p, and all limbs ones or zero.</summary>
    private BigInteger[] Samples()
    {
        var edges = EdgeValues.Below(p);
        var random = new Random(3);
        return [.. edges, .. edges.Select(e => 2 * p - 1 - e), 8 * p - 1, limb * limb * limb * limb * limb / 32 - 1, .. Enumerable.Range(0, 40).Select(_ => EdgeValues.Random(random, 2 * p))];
    }

    public void Products()
    {
        var samples = Samples();
        for (var i = 0; i < samples.Length; i++)
        {
            for (var j = 0; j < samples.Length; j += I.Width)
            {
                var a = Enumerable.Repeat(samples[i], I.Width).ToArray();
                var b = Enumerable.Range(j, I.Width).Select(k => samples[k % samples.Length]).ToArray();
                LaneField<F, I, T>.Multiply(Pack(a), Pack(b), out var product);
                CheckProduct(a, b, product);
                LaneField<F, I, T>.Multiply(Pack(b), Pack(a), out product);
                CheckProduct(a, b, product);
                LaneField<F, I, T>.Square(Pack(b), out product);
                CheckProduct(b, b, product);
            }
        }
    }

    /// <summary>
    /// Products whose value is p or near it: what decides whether p is subtracted. The second factor is up to 2^256; the whole register or one lane of it near p.
    /// </summary>
    public void ProductsInMemory()
    {
        var random = new Random(6);
        var edges = EdgeValues.Below(p);
        for (var step = -200; step <= 40; step += I.Width)
        {
            var values = Enumerable.Range(step, I.Width).Select(k => (p + k * (BigInteger.One << 208) + edges[(k & 63) % edges.Length]) % p).ToArray();
            CheckInMemory(values, random);
            CheckInMemory([values[0], .. Enumerable.Range(1, I.Width - 1).Select(_ => EdgeValues.Random(random, p))], random);
            CheckInMemory([.. Enumerable.Range(0, I.Width).Select(k => (p - k * edges[(step & 31) % edges.Length]) % p + p)], random);
        }
    }

    /// <summary>Finds factors of the values, and multiplies them, in both forms.</summary>
    private void CheckInMemory(BigInteger[] values, Random random)
    {
        ulong* a = stackalloc ulong[FrVector.BlockWords], b = stackalloc ulong[FrVector.BlockWords], r = stackalloc ulong[FrVector.BlockWords];
        for (var i = 0; i < I.Width; i++)
        {
            var x = 1 + EdgeValues.Random(random, p - 1);
            var y = (values[i] % p * (BigInteger.One << 260) % p + p) * BigInteger.ModPow(x, p - 2, p) % p;
            var multiple = random.Next(5) * p;
            for (var word = 0; word < 4; word++)
            {
                a[8 * word + i] = EdgeValues.Limb(x, word);
                b[8 * word + i] = EdgeValues.Limb(y + multiple, word);
            }
        }
        LaneField<F, I, T>.BeginProduct(a, b, out var columns);
        LaneField<F, I, T>.FinishProduct(columns, out var product);
        LaneField<F, I, T>.FinishProduct(columns, r);
        LaneField<F, I, T>.Load(r, out var canonical);
        Assert.Equal(values.Select(v => (v % p + p) % p), UnpackTight(canonical));
        Assert.Equal(values.Select(v => (v % p + p) % p), UnpackTight(product).Select(v => v % p));
        Assert.All(UnpackTight(product), v => Assert.True(v < 2 * p));
    }

    private void CheckProduct(BigInteger[] a, BigInteger[] b, Wide<T> product)
    {
        var values = UnpackTight(product);
        for (var i = 0; i < I.Width; i++)
        {
            Assert.Equal(a[i] * b[i] * inverseFactor % p, values[i] % p);
            Assert.True(values[i] * 10 * (BigInteger.One << 260) <= 12 * p * (BigInteger.One << 260) + 10 * a[i] * b[i]);
        }
    }

    public void Sums()
    {
        var samples = EdgeValues.Below(p);
        for (var i = 0; i < samples.Length; i++)
        {
            var a = Enumerable.Repeat(samples[i], I.Width).ToArray();
            for (var j = 0; j < samples.Length; j += I.Width)
            {
                var b = Enumerable.Range(j, I.Width).Select(k => samples[k % samples.Length]).ToArray();
                LaneField<F, I, T>.Add(Pack(a), Pack(b), out var sum);
                LaneField<F, I, T>.Tighten(sum, out sum);
                Assert.Equal(a.Zip(b, (x, y) => x + y), UnpackTight(sum));
                LaneField<F, I, T>.ReduceOnce(sum, out sum);
                Assert.Equal(a.Zip(b, (x, y) => (x + y) % p), UnpackTight(sum));
                LaneField<F, I, T>.Subtract(Pack(a), Pack(b), 3, out var difference);
                LaneField<F, I, T>.Tighten(difference, out difference);
                Assert.Equal(a.Zip(b, (x, y) => x - y + 3 * p), UnpackTight(difference));
                var mask = LaneField<F, I, T>.IsZero(Pack(b));
                LaneField<F, I, T>.Select(mask, Pack(a), Pack(b), out var selected);
                Assert.Equal(a.Zip(b, (x, y) => y.IsZero ? x : y), UnpackTight(selected));
            }
        }
    }

    /// <summary>Products with constants, for operands up to the largest that are allowed, and the reduction of what comes out.</summary>
    public void Butterflies()
    {
        var random = new Random(5);
        var constant = stackalloc ulong[LaneField<F, I, T>.ConstantWords];
        BigInteger[] constants = [.. EdgeValues.Below(p), .. Enumerable.Range(0, 200).Select(_ => EdgeValues.Random(random, p))];
        foreach (var w in constants)
        {
            LaneField<F, I, T>.WriteConstant(Montgomery<F>.FromBigInteger(w), constant);
            var u = Enumerable.Range(0, I.Width).Select(i => i == 0 ? 78 * p - 1 : EdgeValues.Random(random, 78 * p)).ToArray();
            var v = Enumerable.Range(0, I.Width).Select(i => i == 0 ? 84 * p - 1 : EdgeValues.Random(random, 84 * p)).ToArray();
            LaneField<F, I, T>.MultiplyConstant(Pack(v), constant, out var product);
            var (sum, difference) = (Pack(u), Pack(v));
            LaneField<F, I, T>.Butterfly(ref sum, ref difference, constant);
            LaneField<F, I, T>.Reduce(sum, out var canonicalSum);
            LaneField<F, I, T>.ReduceBelowTwoP(difference, out var smallDifference);
            LaneField<F, I, T>.Tighten(product, out product);
            LaneField<F, I, T>.Tighten(sum, out sum);
            LaneField<F, I, T>.Tighten(difference, out difference);
            var (x, s, d) = (UnpackTight(product), UnpackTight(sum), UnpackTight(difference));
            for (var i = 0; i < I.Width; i++)
            {
                Assert.Equal(w * v[i] % p, x[i] % p);
                Assert.True(x[i] < 6 * p);
                Assert.Equal(u[i] + x[i], s[i]);
                Assert.Equal(u[i] - x[i] + 6 * p, d[i]);
                Assert.Equal(s[i] % p, UnpackTight(canonicalSum)[i]);
                Assert.Equal(d[i] % p, UnpackTight(smallDifference)[i] % p);
                Assert.True(UnpackTight(smallDifference)[i] < 2 * p);
            }
        }
    }

    public void Memory()
    {
        var random = new Random(4);
        var block = stackalloc ulong[FrVector.BlockWords];
        var values = Enumerable.Range(0, FrVector.Block).Select(_ => EdgeValues.Random(random, p)).ToArray();
        for (var lane = 0; lane < FrVector.Block; lane += I.Width)
        {
            LaneField<F, I, T>.Store(Pack(values[lane..(lane + I.Width)]), block + lane);
        }
        for (var i = 0; i < FrVector.Block; i++)
        {
            for (var word = 0; word < 4; word++)
            {
                Assert.Equal(EdgeValues.Limb(values[i], word), block[8 * word + i]);
            }
        }
        for (var lane = 0; lane < FrVector.Block; lane += I.Width)
        {
            LaneField<F, I, T>.Load(block + lane, out var loaded);
            Assert.Equal(values[lane..(lane + I.Width)], UnpackTight(loaded));
        }
        LaneField<F, I, T>.Broadcast(new Limbs(block[0], block[8], block[16], block[24]), out var broadcast);
        Assert.Equal(Enumerable.Repeat(values[0], I.Width), UnpackTight(broadcast));
    }

    public void Transposition()
    {
        var source = stackalloc ulong[8 * 9];
        var target = stackalloc ulong[8 * 11];
        for (var i = 0; i < 8 * 9; i++)
        {
            source[i] = (ulong)i;
        }
        I.Transpose(new EvenRows(target, 11), new EvenRows(source, 9));
        I.Transpose(new EvenRows(source, 9), new EvenRows(source, 9));
        for (var i = 0; i < 8; i++)
        {
            for (var j = 0; j < 8; j++)
            {
                Assert.Equal((ulong)(9 * i + j), target[11 * j + i]);
                Assert.Equal((ulong)(9 * i + j), source[9 * j + i]);
            }
        }
    }

    private static Wide<T> Pack(BigInteger[] values)
    {
        Wide<T> wide;
        var words = (ulong*)&wide;
        for (var i = 0; i < 5 * I.Width; i++)
        {
            words[i] = (ulong)((values[i % I.Width] >> (52 * (i / I.Width))) % limb);
        }
        return wide;
    }

    private static BigInteger[] UnpackTight(Wide<T> wide)
    {
        var words = (ulong*)&wide;
        var values = new BigInteger[I.Width];
        for (var i = 5 * I.Width - 1; i >= 0; i--)
        {
            Assert.True(words[i] < limb);
            values[i % I.Width] = (values[i % I.Width] << 52) + words[i];
        }
        return values;
    }
}
