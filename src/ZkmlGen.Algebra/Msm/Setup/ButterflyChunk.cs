namespace ZkmlGen.Algebra;

/// <summary>Butterflies (a, b) -> (s a + s t b, s a - s t b) of one level that are done together. One thread at a time.</summary>
internal sealed unsafe class ButterflyChunk(int capacity) : IDisposable
{
    private readonly PointAdder adder = PointAdder.Create();
    private readonly PairList pairs = new(2 * capacity);
    private readonly PointScaler scaler = new(capacity);
    private readonly NativeBuffer<G1Affine> operands = new();
    private readonly NativeBuffer<G1Affine> sums = new();

    /// <summary>Butterflies number first to first + count - 1. False if some sum needs another formula; values are then undefined.</summary>
    public bool TryTransform(Span<G1Affine> values, int level, int first, int count, ReadOnlySpan<Fr> twiddles, in Fr scale)
    {
        G1Affine* even = operands.Reserve(2 * capacity), odd = even + count;
        sums.Reserve(2 * capacity);
        var scalars = new Limbs[count];
        var half = 1 << level;
        for (var i = 0; i < count; i++)
        {
            var place = Place(first + i, half);
            even[i] = values[place];
            odd[i] = values[place + half];
            scalars[i] = (twiddles[place & (half - 1)] * scale).ToCanonical();
        }
        if (!TryScale(even, odd, scalars, scale, isTrivial: level == 0 && scale == Fr.One) || !TryAdd(even, count))
        {
            return false;
        }
        for (var i = 0; i < count; i++)
        {
            var place = Place(first + i, half);
            values[place] = PointAdder.Canonical(sums.Pointer[i]);
            values[place + half] = PointAdder.Canonical(sums.Pointer[count + i]);
        }
        return true;
    }

    /// <summary>The place of the even point of butterfly i.</summary>
    private static int Place(int i, int half) => 2 * i - (i & (half - 1));

    private bool TryScale(G1Affine* even, G1Affine* odd, Limbs[] scalars, in Fr scale, bool isTrivial)
    {
        if (isTrivial)
        {
            return true;
        }
        if (!scaler.TryScale(odd, scalars))
        {
            return false;
        }
        if (scale == Fr.One)
        {
            return true;
        }
        Array.Fill(scalars, scale.ToCanonical());
        return scaler.TryScale(even, scalars);
    }

    /// <summary>Sums and then differences.</summary>
    private bool TryAdd(G1Affine* operandsOfEach, int count)
    {
        pairs.Clear(hasSigns: true);
        for (var i = 0; i < count; i++)
        {
            pairs.Append((uint)i << 1, (uint)(count + i) << 1, i);
        }
        for (var i = 0; i < count; i++)
        {
            pairs.Append((uint)i << 1, (uint)(count + i) << 1 | 1, count + i);
        }
        return adder.Add(pairs, operandsOfEach, sums.Pointer);
    }

    public void Dispose()
    {
        adder.Dispose();
        pairs.Dispose();
        scaler.Dispose();
        operands.Dispose();
        sums.Dispose();
    }
}
