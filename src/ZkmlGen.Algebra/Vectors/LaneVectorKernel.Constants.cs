using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

internal sealed unsafe partial class LaneVectorKernel<I, T>
{
    private const int ConstantWords = LaneField<FrField, I, T>.ConstantWords;

    private static void WriteConstant(in Fr value, ulong* words) =>
        LaneField<FrField, I, T>.WriteConstant(new Limbs(value.L0, value.L1, value.L2, value.L3), words);

    [MethodImpl(HotLoop.Options)]
    internal override void Combine(ulong* r, ulong** sources, ReadOnlySpan<Fr> scalars, bool addToResult, int blocks)
    {
        var constants = stackalloc ulong[CombinedTerms * ConstantWords];
        var combined = CacheLine.Start<Wide<T>>(stackalloc byte[sizeof(Wide<T>) + CacheLine.Size]);
        for (var k = 0; k < scalars.Length; k++)
        {
            WriteConstant(scalars[k], constants + k * ConstantWords);
        }
        for (var block = 0; block < blocks; block++)
        {
            for (var lane = 0; lane < FrVector.Block; lane += I.Width)
            {
                var offset = (nint)block * FrVector.BlockWords + lane;
                LaneField<FrField, I, T>.Combine(sources, offset, constants, scalars.Length, out *combined);
                var sum = *combined;
                if (addToResult)
                {
                    LaneField<FrField, I, T>.Load(r + offset, out var old);
                    LaneField<FrField, I, T>.Add(sum, old, out sum);
                }
                LaneField<FrField, I, T>.Reduce(sum, out sum);
                LaneField<FrField, I, T>.Store(sum, r + offset);
            }
        }
    }

    [MethodImpl(HotLoop.Options)]
    internal override void CombineInt32(ulong* r, int** columns, ReadOnlySpan<Fr> scalars, bool addToResult, int blocks)
    {
        var constants = stackalloc ulong[CombinedIntegers * LaneField<FrField, I, T>.SmallConstantWords];
        var combined = CacheLine.Start<Wide<T>>(stackalloc byte[sizeof(Wide<T>) + CacheLine.Size]);
        var total = Fr.Zero;
        for (var k = 0; k < scalars.Length; k++)
        {
            // The product of a plain integer is to be in Montgomery form: the factor is in the constant.
            var scalar = scalars[k] * Fr.From(FrField.RSquared);
            LaneField<FrField, I, T>.WriteConstant(
                new Limbs(scalar.L0, scalar.L1, scalar.L2, scalar.L3), constants + k * LaneField<FrField, I, T>.SmallConstantWords, residues: 1);
            total += scalars[k];
        }
        Broadcast(total * Fr.FromInt64(1L << 31), out var offset);
        for (var block = 0; block < blocks; block++)
        {
            for (var lane = 0; lane < FrVector.Block; lane += I.Width)
            {
                LaneField<FrField, I, T>.CombineSmall(columns, (nint)block * FrVector.Block + lane, constants, scalars.Length, out *combined);
                var sum = *combined;
                LaneField<FrField, I, T>.Subtract(sum, offset, 1, out sum);
                var words = r + (nint)block * FrVector.BlockWords + lane;
                if (addToResult)
                {
                    LaneField<FrField, I, T>.Load(words, out var old);
                    LaneField<FrField, I, T>.Add(sum, old, out sum);
                }
                LaneField<FrField, I, T>.Reduce(sum, out sum);
                LaneField<FrField, I, T>.Store(sum, words);
            }
        }
    }

    [MethodImpl(HotLoop.Options)]
    internal override void FromInt32(ulong* r, int* values, int blocks)
    {
        // value + 2^31 is a small integer; one, as a constant, takes it to Montgomery form, where 2^31 is taken off again.
        const ulong Offset = 1UL << 31;
        var one = stackalloc ulong[ConstantWords];
        WriteConstant(Fr.From(FrField.RSquared), one);
        Broadcast(Fr.FromInt64((long)Offset), out var offset);
        for (; blocks > 0; blocks--, r += FrVector.BlockWords, values += FrVector.Block)
        {
            for (var lane = 0; lane < FrVector.Block; lane += I.Width)
            {
                LaneField<FrField, I, T>.MultiplySmall(I.Add(I.Widen(values + lane), I.Create(Offset)), one, out var value);
                LaneField<FrField, I, T>.Subtract(value, offset, 1, out value);
                LaneField<FrField, I, T>.Tighten(value, out value);
                // Below 3p.
                LaneField<FrField, I, T>.ReduceOnce(value, out value);
                LaneField<FrField, I, T>.StoreCanonical(value, r + lane);
            }
        }
    }

    [MethodImpl(HotLoop.Options)]
    internal override void Powers(ulong* r, in Fr first, in Fr ratio, int blocks)
    {
        if (blocks == 0)
        {
            return;
        }
        var block = new FrVector(r, FrVector.Block);
        var power = first;
        for (var i = 0; i < FrVector.Block; i++)
        {
            block[i] = power;
            power *= ratio;
        }
        var step = stackalloc ulong[ConstantWords];
        WriteConstant(ratio.Pow(FrVector.Block), step);
        for (var lane = 0; lane < FrVector.Block; lane += I.Width)
        {
            LaneField<FrField, I, T>.Load(r + lane, out var powers);
            for (var i = 1; i < blocks; i++)
            {
                LaneField<FrField, I, T>.MultiplyConstant(powers, step, out powers);
                LaneField<FrField, I, T>.Reduce(powers, out var canonical);
                LaneField<FrField, I, T>.Store(canonical, r + (nint)i * FrVector.BlockWords + lane);
            }
        }
    }

    /// <summary>Each lane evaluates its elements at x^8, some blocks at a time: sum = sum x^(8 group) + f_0 + f_1 x^8 + f_2 x^16 + ...</summary>
    [MethodImpl(HotLoop.Options)]
    internal override Fr Evaluate(ulong* f, in Fr x, int blocks)
    {
        const int Group = 12;
        var constants = stackalloc ulong[Group * ConstantWords];
        var sources = stackalloc ulong*[Group];
        var step = x.Pow(FrVector.Block);
        var power = Fr.One;
        for (var k = 0; k < Group; k++, power *= step)
        {
            WriteConstant(power, constants + k * ConstantWords);
        }
        var groupStep = stackalloc ulong[ConstantWords];
        WriteConstant(power, groupStep);
        var part = CacheLine.Start<Wide<T>>(stackalloc byte[sizeof(Wide<T>) + CacheLine.Size]);
        var lanes = stackalloc ulong[FrVector.BlockWords];
        for (var lane = 0; lane < FrVector.Block; lane += I.Width)
        {
            Wide<T> sum = default;
            // The topmost group is the short one.
            for (var start = (blocks + Group - 1) / Group * Group - Group; start >= 0; start -= Group)
            {
                var count = Math.Min(Group, blocks - start);
                for (var k = 0; k < count; k++)
                {
                    sources[k] = f + (nint)(start + k) * FrVector.BlockWords;
                }
                LaneField<FrField, I, T>.Combine(sources, lane, constants, count, out *part);
                LaneField<FrField, I, T>.MultiplyConstant(sum, groupStep, out sum);
                // Below (6 + 61) p.
                LaneField<FrField, I, T>.Add(sum, *part, out sum);
            }
            LaneField<FrField, I, T>.Reduce(sum, out sum);
            LaneField<FrField, I, T>.Store(sum, lanes + lane);
        }
        var elements = new FrVector(lanes, FrVector.Block);
        var value = Fr.Zero;
        for (var i = FrVector.Block - 1; i >= 0; i--)
        {
            value = value * x + elements[i];
        }
        return value;
    }
}
