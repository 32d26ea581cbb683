using System.Numerics;
using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <summary>
/// Transforms of up to 2^15 elements in every lane: coefficients in bit-reversed order to values at shift omega^i, decimation in time, in place.
/// Loose: elements below 2.3 p in, below 84 p out.
/// </summary>
internal sealed unsafe class ShortNtt<I, T>
    where I : struct, ILanes<T>
    where T : unmanaged
{
    /// <summary>Bound of the elements that come in, in multiples of p.</summary>
    private const double InputBound = 2.3;
    /// <summary>
    /// In the first layers, the first twiddle, 1, takes no product. Its operand is not reduced, so that bounds double; to stay positive, the
    /// difference gets a multiple of p above 2.3 2^layer.
    /// </summary>
    private static readonly ulong[] freeOffsets = [3, 5, 10, 19];
    /// <summary>Elements of a part that stays in the first-level cache through its first layers.</summary>
    private const int Part = 64;

    private readonly int log;
    private readonly int freeLayers;
    private readonly bool[] reduceFirst;
    private readonly NativeBuffer constants;

    /// <summary>Makes the twiddles of all layers, shift^(size / 2 half) omega^(j size / 2 half) for j below half.</summary>
    internal ShortNtt(int log, in Fr shift)
    {
        this.log = log;
        freeLayers = shift == Fr.One ? Math.Min(freeOffsets.Length, log) : 0;
        reduceFirst = PlanReductions();
        constants = new NativeBuffer((nint)LaneField<FrField, I, T>.ConstantWords * sizeof(ulong) << log);
        for (var layer = 0; layer < log; layer++)
        {
            var half = 1 << layer;
            var twiddle = shift;
            for (var i = layer; i < log - 1; i++)
            {
                Fr.Square(twiddle, out twiddle);
            }
            var omega = Fr.RootOfUnity(layer + 1);
            for (var j = 0; j < half; j++)
            {
                LaneField<FrField, I, T>.WriteConstant(new Limbs(twiddle.L0, twiddle.L1, twiddle.L2, twiddle.L3), Twiddles(half) + j * LaneField<FrField, I, T>.ConstantWords);
                twiddle *= omega;
            }
        }
    }

    /// <summary>The constants of the layer with so many different twiddles.</summary>
    private ulong* Twiddles(int half) => (ulong*)constants.Start + (nint)(half - 1) * LaneField<FrField, I, T>.ConstantWords;

    internal void Transform(Wide<T>* elements)
    {
        var size = 1 << log;
        var part = Math.Min(Part, size);
        for (var start = 0; start < size; start += part)
        {
            for (var half = 1; half < part; half *= 2)
            {
                Layer(elements + start, part, half);
            }
        }
        for (var half = part; half < size; half *= 2)
        {
            Layer(elements, size, half);
        }
    }

    /// <summary>Finds the layers before which sums could get too large: there, the operands that are not multiplied are reduced first.</summary>
    private bool[] PlanReductions()
    {
        var plan = new bool[log];
        var (bound, free) = (InputBound, InputBound);
        for (var layer = 0; layer < log; layer++)
        {
            if (layer < freeLayers)
            {
                bound = Math.Max(bound + (layer > 0 ? LaneField<FrField, I, T>.ConstantProductBound : 0), free + freeOffsets[layer]);
                free *= 2;
                continue;
            }
            plan[layer] = bound + LaneField<FrField, I, T>.ConstantProductBound > LaneField<FrField, I, T>.TightBound;
            bound = (plan[layer] ? 2 : bound) + LaneField<FrField, I, T>.ConstantProductBound;
        }
        return plan;
    }

    private void Layer(Wide<T>* elements, int count, int half)
    {
        var layer = BitOperations.Log2((uint)half);
        if (reduceFirst[layer])
        {
            ReduceSummands(elements, count, half);
        }
        var free = layer < freeLayers;
        if (free)
        {
            FreeButterflies(elements, count, half, freeOffsets[layer]);
        }
        Butterflies(elements, count, half, free ? 1 : 0, Twiddles(half));
    }

    [MethodImpl(HotLoop.Options)]
    private static void Butterflies(Wide<T>* elements, int count, int half, int first, ulong* twiddles)
    {
        for (var end = elements + count; elements < end; elements += 2 * half)
        {
            for (var j = first; j < half; j++)
            {
                LaneField<FrField, I, T>.Butterfly(ref elements[j], ref elements[j + half], twiddles + j * LaneField<FrField, I, T>.ConstantWords);
            }
        }
    }

    [MethodImpl(HotLoop.Options)]
    private static void FreeButterflies(Wide<T>* elements, int count, int half, ulong offset)
    {
        for (var end = elements + count; elements < end; elements += 2 * half)
        {
            var (u, v) = (elements[0], elements[half]);
            LaneField<FrField, I, T>.Add(u, v, out elements[0]);
            LaneField<FrField, I, T>.Subtract(u, v, offset, out elements[half]);
        }
    }

    [MethodImpl(HotLoop.Options)]
    private static void ReduceSummands(Wide<T>* elements, int count, int half)
    {
        for (var end = elements + count; elements < end; elements += 2 * half)
        {
            for (var j = 0; j < half; j++)
            {
                LaneField<FrField, I, T>.ReduceBelowTwoP(elements[j], out elements[j]);
            }
        }
    }
}
