namespace ZkmlGen.Algebra;

/// <summary>The inverses of all lanes of two registers of field elements, with one inversion.</summary>
internal sealed unsafe class LaneInversion<I, T> : IDisposable
    where I : struct, ILanes<T>
    where T : unmanaged
{
    private readonly NativeBuffer<ulong> words = new();

    /// <summary>even = even^-1, odd = odd^-1 for tight values below 1.4p; false, and nothing done, if one is 0.</summary>
    public bool TryInvert(Wide<T>* even, Wide<T>* odd)
    {
        LaneField<FqField, I, T>.Multiply(*even, *odd, out var product);
        LaneField<FqField, I, T>.ReduceOnce(product, out product);
        words.Reserve(FrVector.BlockWords);
        LaneField<FqField, I, T>.Store(product, words.Pointer);
        if (!TryInvertLanes())
        {
            return false;
        }
        LaneField<FqField, I, T>.Load(words.Pointer, out product);
        LaneField<FqField, I, T>.Multiply(product, *even, out var inverseOfOdd);
        LaneField<FqField, I, T>.Multiply(product, *odd, out *even);
        *odd = inverseOfOdd;
        return true;
    }

    private bool TryInvertLanes()
    {
        Span<Fq> prefixes = stackalloc Fq[FrVector.Block];
        var product = Fq.One;
        for (var lane = 0; lane < I.Width; lane++)
        {
            prefixes[lane] = product;
            product *= Read(lane);
        }
        if (product.IsZero)
        {
            return false;
        }
        var inverse = product.Inverse();
        for (var lane = I.Width - 1; lane >= 0; lane--)
        {
            var value = Read(lane);
            Write(lane, inverse * prefixes[lane]);
            inverse *= value;
        }
        return true;
    }

    private Fq Read(int lane)
    {
        var word = words.Pointer + lane;
        return new Fq(word[0], word[8], word[16], word[24]);
    }

    private void Write(int lane, in Fq value)
    {
        var word = words.Pointer + lane;
        (word[0], word[8], word[16], word[24]) = (value.L0, value.L1, value.L2, value.L3);
    }

    public void Dispose() => words.Dispose();
}
