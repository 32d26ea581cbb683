namespace ZkmlGen.Algebra;

/// <summary>
/// Many products of a point and a scalar, in step: every scalar is split in two halves, each half is written with odd digits only (so that no point waits for
/// another, and infinity never comes up), and each doubling or addition is done for all points together.
/// </summary>
internal sealed unsafe class PointScaler(int capacity) : IDisposable
{
    /// <summary>Odd multiples of a point: 1, 3, .., 15.</summary>
    private const int Multiples = 8;

    private readonly PointAdder adder = PointAdder.Create();
    private readonly PairList pairs = new(capacity);
    private readonly NativeBuffer<G1Affine> memory = new();
    private readonly OddDigits[] first = new OddDigits[capacity], second = new OddDigits[capacity];
    private int count;

    /// <summary>The running products, one for each point.</summary>
    private G1Affine* Products => memory.Pointer;

    /// <summary>
    /// points[i] = scalars[i] points[i]; scalars are plain integers below r and not 0. False if the shortcut formulas do not apply; points are then unchanged.
    /// </summary>
    public bool TryScale(G1Affine* points, ReadOnlySpan<Limbs> scalars)
    {
        count = scalars.Length;
        memory.Reserve((1L + 2 * Multiples) * capacity);
        for (var i = 0; i < count; i++)
        {
            Endomorphism.Split(scalars[i], out var half1, out var half2);
            first[i] = new(half1);
            second[i] = new(half2);
        }
        if (!TryMakeTables(points) || !TryRun() || !TryCorrect())
        {
            return false;
        }
        for (var i = 0; i < count; i++)
        {
            points[i] = PointAdder.Canonical(Products[i]);
        }
        return true;
    }

    /// <summary>The place of multiple 2 k + 1 of point i, or of its image under the endomorphism.</summary>
    private int Place(int i, int k, bool image) => (1 + k + (image ? Multiples : 0)) * count + i;

    /// <summary>P, 3P, .., 15P by adding 2P, and their images, canonical.</summary>
    private bool TryMakeTables(G1Affine* points)
    {
        new ReadOnlySpan<G1Affine>(points, count).CopyTo(new(Products + Place(0, 0, false), count));
        if (!adder.Double(points, Products, count, 1))
        {
            return false;
        }
        for (var k = 1; k < Multiples; k++)
        {
            pairs.Clear(hasSigns: false);
            for (var i = 0; i < count; i++)
            {
                pairs.Append((uint)Place(i, k - 1, false) << 1, (uint)i << 1, Place(i, k, false));
            }
            if (!adder.Add(pairs, Products, Products))
            {
                return false;
            }
        }
        for (var place = Place(0, 0, false); place < Place(0, 0, true); place++)
        {
            Products[place] = PointAdder.Canonical(Products[place]);
            Products[place + Multiples * count] = Endomorphism.Apply(Products[place]);
        }
        return true;
    }

    private bool TryRun()
    {
        for (var i = 0; i < count; i++)
        {
            Products[i] = PointAdder.Signed(Products, Reference(i, first[i], OddDigits.Count - 1, false));
        }
        for (var digit = OddDigits.Count - 1; digit >= 0; digit--)
        {
            if (digit < OddDigits.Count - 1 && !(adder.Double(Products, Products, count, OddDigits.Bits) && TryAddDigit(first, digit, false)))
            {
                return false;
            }
            if (!TryAddDigit(second, digit, true))
            {
                return false;
            }
        }
        return true;
    }

    private bool TryAddDigit(OddDigits[] digits, int digit, bool image)
    {
        pairs.Clear(hasSigns: true);
        for (var i = 0; i < count; i++)
        {
            pairs.Append((uint)i << 1, Reference(i, digits[i], digit, image), i);
        }
        return adder.Add(pairs, Products, Products);
    }

    private uint Reference(int i, in OddDigits digits, int digit, bool image)
    {
        var value = digits.Digit(digit);
        return (uint)Place(i, Math.Abs(value) / 2, image) << 1 | (value < 0 ? 1U : 0);
    }

    /// <summary>Even halves were taken one too large in magnitude.</summary>
    private bool TryCorrect() => TryCorrect(first, false) && TryCorrect(second, true);

    private bool TryCorrect(OddDigits[] digits, bool image)
    {
        pairs.Clear(hasSigns: true);
        for (var i = 0; i < count; i++)
        {
            if (digits[i].Excess != 0)
            {
                pairs.Append((uint)i << 1, (uint)Place(i, 0, image) << 1 | (digits[i].Excess > 0 ? 1U : 0), i);
            }
        }
        return pairs.Count == 0 || adder.Add(pairs, Products, Products);
    }

    public void Dispose()
    {
        adder.Dispose();
        pairs.Dispose();
        memory.Dispose();
    }
}
