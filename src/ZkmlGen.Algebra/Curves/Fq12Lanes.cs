using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <summary>
/// Fq12 as Fq2[w] / (w^6 - xi), coefficient i in lane i, with real parts, imaginary parts and negated imaginary parts apart. Below each row of coefficients
/// stand the same times xi: what w^6 makes of those that a shift brings round. A product is the sum of the shifts times the coefficients of the other factor, by
/// definition: in lanes that takes less than Karatsuba's fewer products in more shapes. All elements are below 2p.
/// </summary>
internal sealed unsafe class Fq12Lanes<I, T> : Fq12Accumulator
    where I : struct, ILanes<T>
    where T : unmanaged
{
    private const int Degree = 6;
    private const int PartLength = 5 * LaneField<FqField, I, T>.RowLength;

    private static readonly int[] AllPowers = [0, 1, 2, 3, 4, 5];
    private static readonly int[] LinePowers = [0, 1, 3];

    private readonly NativeBuffer<ulong> memory = new();
    private readonly NativeBuffer<Wide<T>> results = new();
    private readonly NativeBuffer<ulong> block = new();

    public Fq12Lanes()
    {
        new Span<ulong>(memory.Reserve(6 * PartLength), 6 * PartLength).Clear();
        new Span<ulong>(block.Reserve(2 * FrVector.BlockWords), 2 * FrVector.BlockWords).Clear();
        results.Reserve(2 * FrVector.Block / I.Width);
    }

    private ulong* Element => memory.Pointer;
    private ulong* Factor => memory.Pointer + 3 * PartLength;

    public override Fq12 Value
    {
        get => new(new(Coefficient(0), Coefficient(2), Coefficient(4)), new(Coefficient(1), Coefficient(3), Coefficient(5)));
        set => Write(value, Element);
    }

    public override void Square() => Multiply(Element, AllPowers);

    public override void CyclotomicSquare() => Square();

    public override void Multiply(in Fq12 b)
    {
        Write(b, Factor);
        Multiply(Factor, AllPowers);
    }

    public override void MultiplyByLine(in Fq l0, in Fq2 l1, in Fq2 l3)
    {
        WriteCoefficient(0, new(l0, Fq.Zero));
        WriteCoefficient(1, l1);
        WriteCoefficient(3, l3);
        Multiply(Factor, LinePowers);
    }

    private void Multiply(ulong* factor, int[] powers)
    {
        ulong* real = Element + Degree, imaginary = real + PartLength, negated = imaginary + PartLength;
        ulong* factorReal = factor + Degree, factorImaginary = factorReal + PartLength;
        var result = results.Pointer;
        for (var lane = 0; lane < Degree; lane += I.Width, result += 2)
        {
            LaneField<FqField, I, T>.ShiftedProduct(real + lane, negated + lane, factorReal, factorImaginary, powers, out result[0]);
            LaneField<FqField, I, T>.ShiftedProduct(real + lane, imaginary + lane, factorImaginary, factorReal, powers, out result[1]);
        }
        StoreResults(Element);
    }

    /// <summary>All parts of an element. The multiples by xi come first: their last two lanes are none, and are written over.</summary>
    [MethodImpl(HotLoop.Options)]
    private void StoreResults(ulong* element)
    {
        var result = results.Pointer;
        for (var lane = 0; lane < Degree; lane += I.Width, result += 2)
        {
            NineTimes(result[0], out var real);
            LaneField<FqField, I, T>.Subtract(real, result[1], 2, out real);
            LaneField<FqField, I, T>.ReduceBelowTwoP(real, out real);
            NineTimes(result[1], out var imaginary);
            LaneField<FqField, I, T>.Add(imaginary, result[0], out imaginary);
            LaneField<FqField, I, T>.ReduceBelowTwoP(imaginary, out imaginary);
            StoreParts(real, imaginary, element + lane);
        }
        result = results.Pointer;
        for (var lane = 0; lane < Degree; lane += I.Width, result += 2)
        {
            StoreParts(result[0], result[1], element + Degree + lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreParts(in Wide<T> real, in Wide<T> imaginary, ulong* rows)
    {
        LaneField<FqField, I, T>.StoreRows(real, rows);
        LaneField<FqField, I, T>.StoreRows(imaginary, rows + PartLength);
        LaneField<FqField, I, T>.Subtract(default, imaginary, 2, out var negated);
        LaneField<FqField, I, T>.Tighten(negated, out negated);
        LaneField<FqField, I, T>.StoreRows(negated, rows + 2 * PartLength);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void NineTimes(in Wide<T> a, out Wide<T> r)
    {
        LaneField<FqField, I, T>.Add(a, a, out r);
        LaneField<FqField, I, T>.Add(r, r, out r);
        LaneField<FqField, I, T>.Add(r, r, out r);
        LaneField<FqField, I, T>.Add(r, a, out r);
    }

    private void Write(in Fq12 value, ulong* element)
    {
        Place(0, value.C0.C0);
        Place(1, value.C1.C0);
        Place(2, value.C0.C1);
        Place(3, value.C1.C1);
        Place(4, value.C0.C2);
        Place(5, value.C1.C2);
        var result = results.Pointer;
        for (var lane = 0; lane < Degree; lane += I.Width, result += 2)
        {
            LaneField<FqField, I, T>.Load(block.Pointer + lane, out result[0]);
            LaneField<FqField, I, T>.Load(block.Pointer + FrVector.BlockWords + lane, out result[1]);
        }
        StoreResults(element);
    }

    private void Place(int lane, in Fq2 coefficient)
    {
        Place(block.Pointer + lane, coefficient.C0);
        Place(block.Pointer + FrVector.BlockWords + lane, coefficient.C1);
    }

    private static void Place(ulong* words, in Fq value)
    {
        words[0] = value.L0;
        words[FrVector.Block] = value.L1;
        words[2 * FrVector.Block] = value.L2;
        words[3 * FrVector.Block] = value.L3;
    }

    private void WriteCoefficient(int power, in Fq2 value)
    {
        var rows = Factor + Degree + power;
        LaneField<FqField, I, T>.StoreRows(new Limbs(value.C0.L0, value.C0.L1, value.C0.L2, value.C0.L3), rows);
        LaneField<FqField, I, T>.StoreRows(new Limbs(value.C1.L0, value.C1.L1, value.C1.L2, value.C1.L3), rows + PartLength);
    }

    private Fq2 Coefficient(int power)
    {
        var rows = Element + Degree + power;
        return new(Canonical(rows), Canonical(rows + PartLength));
    }

    /// <summary>A product with 1 is below q.</summary>
    private static Fq Canonical(ulong* rows) => Fq.One * Fq.From(LaneField<FqField, I, T>.LoadRows(rows));
}
