using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

internal sealed unsafe partial class LaneVectorKernel<I, T>
{
    private const int Chunks = FrVector.Block;

    /// <summary>
    /// Eight chunks of whole blocks, one for each lane. What a chunk hands to the chunk below it is a value of its own elements and of what
    /// it got itself: a first pass finds these carries, a second one runs down all chunks at the same time. Blocks above the chunks are done one by one.
    /// </summary>
    internal override Fr Horner(ulong* q, ulong* f, in Fr x, Fr carry, int blocks)
    {
        var chunk = blocks / Chunks;
        var rest = (nint)chunk * Chunks * FrVector.BlockWords;
        carry = HornerOneByOne(q + rest, f + rest, x, carry, blocks % Chunks);
        if (chunk == 0)
        {
            return carry;
        }
        var chunkWords = (nint)chunk * FrVector.BlockWords;
        var step = x.Pow((ulong)chunk * FrVector.Block);
        var words = stackalloc ulong[FrVector.BlockWords];
        var carries = new FrVector(words, Chunks);
        for (var i = Chunks - 1; i > 0; i--)
        {
            carries[i] = carry;
            carry = carry * step + Evaluate(f + i * chunkWords, x, chunk);
        }
        carries[0] = carry;
        HornerInLanes(q, f, x, words, chunk);
        return carries[0];
    }

    private static Fr HornerOneByOne(ulong* q, ulong* f, in Fr x, Fr carry, int blocks)
    {
        var (quotient, coefficients) = (new FrVector(q, blocks * FrVector.Block), new FrVector(f, blocks * FrVector.Block));
        for (var i = quotient.Length - 1; i >= 0; i--)
        {
            var next = carry * x + coefficients[i];
            quotient[i] = carry;
            carry = next;
        }
        return carry;
    }

    /// <summary>Horner on eight chunks; carries are canonical, one for each chunk, in and out.</summary>
    [MethodImpl(HotLoop.Options)]
    private static void HornerInLanes(ulong* q, ulong* f, in Fr x, ulong* carries, int chunk)
    {
        var chunkWords = (nint)chunk * FrVector.BlockWords;
        var buffer = stackalloc ulong[FrVector.BlockWords * FrVector.Block];
        var constant = stackalloc ulong[ConstantWords];
        WriteConstant(x, constant);
        var wide = stackalloc Wide<T>[Chunks / I.Width];
        for (var lane = 0; lane < Chunks; lane += I.Width)
        {
            LaneField<FrField, I, T>.Load(carries + lane, out wide[lane / I.Width]);
        }
        for (var block = (nint)(chunk - 1) * FrVector.BlockWords; block >= 0; block -= FrVector.BlockWords)
        {
            Turn(buffer, FrVector.BlockWords, f + block, chunkWords);
            for (var lane = 0; lane < Chunks; lane += I.Width)
            {
                var carry = wide[lane / I.Width];
                for (var words = buffer + (FrVector.Block - 1) * FrVector.BlockWords + lane; words >= buffer; words -= FrVector.BlockWords)
                {
                    LaneField<FrField, I, T>.Load(words, out var coefficient);
                    LaneField<FrField, I, T>.Reduce(carry, out var canonical);
                    LaneField<FrField, I, T>.Store(canonical, words);
                    LaneField<FrField, I, T>.MultiplyConstant(carry, constant, out carry);
                    // Below 7p, loose: what a constant multiplies need not be reduced.
                    LaneField<FrField, I, T>.Add(carry, coefficient, out carry);
                }
                wide[lane / I.Width] = carry;
            }
            Turn(q + block, chunkWords, buffer, FrVector.BlockWords);
        }
        for (var lane = 0; lane < Chunks; lane += I.Width)
        {
            LaneField<FrField, I, T>.Reduce(wide[lane / I.Width], out var canonical);
            LaneField<FrField, I, T>.Store(canonical, carries + lane);
        }
    }

    /// <summary>Makes element i of chunk c element c of row i, for all limbs; strides in words.</summary>
    private static void Turn(ulong* target, nint targetStride, ulong* source, nint sourceStride)
    {
        for (var limb = 0; limb < FrVector.BlockWords; limb += FrVector.Block)
        {
            I.Transpose(new EvenRows(target + limb, targetStride), new EvenRows(source + limb, sourceStride));
        }
    }
}
