namespace ZkmlGen.Algebra;

/// <summary>
/// A few points with full-width scalars, next to the bases of a sum: multiples k 64^w P, k from 1 to 32, for all windows w, so that a product by a scalar is the
/// sum of at most 43 of them or their negatives. They enter the sum in a few more segments beside the buckets. 88 KB a point.
/// </summary>
internal sealed unsafe class ExtraTable : IDisposable
{
    private const int WindowBits = 6;
    private const int Multiples = 1 << (WindowBits - 1);

    /// <summary>References that a product takes at most.</summary>
    public static readonly int Windows = MsmWindow.Count(FullDigits.Bits, WindowBits);

    private readonly NativeBuffer<G1Affine> table = new();
    private readonly G1Affine[] points;

    /// <summary>With infinity among the points the table is of no use, only <see cref="Sum"/> is.</summary>
    public ExtraTable(ReadOnlySpan<G1Affine> points)
    {
        this.points = points.ToArray();
        table.Reserve(Math.Max(1, Length));
        using var adder = PointAdder.Create();
        points.CopyTo(new(table.Pointer, Count));
        for (var window = 1; window < Windows && Count > 0; window++)
        {
            adder.Double(table.Pointer + (window - 1) * Count, table.Pointer + window * Count, Count, WindowBits);
        }
        for (var k = 1; k < Multiples && Count > 0; k++)
        {
            AddUnits(adder, k);
        }
    }

    /// <summary>Number of points.</summary>
    public int Count => points.Length;

    /// <summary>Number of points in the table.</summary>
    public int Length => Multiples * Row;

    /// <summary>Multiples k + 1 of all points and windows.</summary>
    private int Row => Windows * Count;

    /// <summary>The table, for a copy behind other points.</summary>
    public ReadOnlySpan<G1Affine> Table => new(table.Pointer, Length);

    /// <summary>References to the terms of sum scalars[i] points[i], the table being at the point number first; returns how many.</summary>
    public int Write(ReadOnlySpan<Fr> scalars, int first, Span<uint> references)
    {
        var offset = WindowOffset.Limbs(WindowBits, Windows);
        var length = 0;
        for (var i = 0; i < scalars.Length; i++)
        {
            var shifted = scalars[i].ToCanonical().Plus(offset);
            for (var window = 0; window < Windows; window++)
            {
                var digit = (int)shifted.Bits(window * WindowBits, WindowBits) - (window == Windows - 1 ? 0 : Multiples);
                if (digit != 0)
                {
                    references[length++] = (uint)(first + (Math.Abs(digit) - 1) * Row + window * Count + i) << 1 | (uint)digit >> 31;
                }
            }
        }
        return length;
    }

    /// <summary>The same sum, slowly.</summary>
    public G1 Sum(ReadOnlySpan<Fr> scalars)
    {
        var sum = G1.Zero;
        for (var i = 0; i < scalars.Length; i++)
        {
            sum += scalars[i] * G1.From(points[i]);
        }
        return sum;
    }

    /// <summary>Row k = row k - 1 + row 0; the first of these is a doubling.</summary>
    private void AddUnits(PointAdder adder, int k)
    {
        var before = table.Pointer + (k - 1) * Row;
        if (k == 1)
        {
            adder.Double(before, before + Row, Row, 1);
            return;
        }
        using var pairs = new PairList(Row);
        pairs.Clear(hasSigns: false);
        for (var i = 0; i < Row; i++)
        {
            pairs.Append((uint)((k - 1) * Row + i) << 1, (uint)i << 1, k * Row + i);
        }
        adder.Add(pairs, table.Pointer, table.Pointer);
        for (var i = 0; i < Row; i++)
        {
            before[Row + i] = PointAdder.Canonical(before[Row + i]);
        }
    }

    public void Dispose() => table.Dispose();
}
