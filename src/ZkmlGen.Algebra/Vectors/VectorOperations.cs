namespace ZkmlGen.Algebra;

/// <summary>The operations of <see cref="FrVec"/> with a given kernel: checks lengths, and takes care of a last block that is partly used.</summary>
internal sealed unsafe class VectorOperations(VectorKernel kernel)
{
    internal void Map<TOperation>(FrVector r, FrVector a, FrVector b, in Fr s = default) where TOperation : struct, IElementOperation
    {
        r.RequireLength(a.Length);
        r.RequireLength(b.Length);
        kernel.Map<TOperation>(r.Words, a.Words, b.Words, s, WholeBlocks(r));
        for (var i = WholeElements(r); i < r.Length; i++)
        {
            TOperation.Apply(a[i], b[i], s, out var result);
            r[i] = result;
        }
    }

    internal void Multiply(FrVector r, FrVector a, FrVector b, bool addToResult)
    {
        r.RequireLength(a.Length);
        r.RequireLength(b.Length);
        kernel.Multiply(r.Words, a.Words, b.Words, FrVector.BlockWords, addToResult, WholeBlocks(r));
        for (var i = WholeElements(r); i < r.Length; i++)
        {
            var product = a[i] * b[i];
            r[i] = addToResult ? r[i] + product : product;
        }
    }

    /// <summary>A combination of one term: a product with the same block over and over is faster.</summary>
    internal void Scale(FrVector r, FrVector a, in Fr s, bool addToResult)
    {
        r.RequireLength(a.Length);
        var words = stackalloc ulong[FrVector.BlockWords];
        var block = new FrVector(words, FrVector.Block);
        for (var i = 0; i < FrVector.Block; i++)
        {
            block[i] = s;
        }
        kernel.Multiply(r.Words, a.Words, words, bStep: 0, addToResult, WholeBlocks(r));
        for (var i = WholeElements(r); i < r.Length; i++)
        {
            var product = a[i] * s;
            r[i] = addToResult ? r[i] + product : product;
        }
    }

    internal void Combine(FrVector r, ReadOnlySpan<FrVector> vectors, ReadOnlySpan<Fr> scalars, bool addToResult)
    {
        if (vectors.Length != scalars.Length)
        {
            throw new ArgumentException($"{vectors.Length} vectors and {scalars.Length} scalars do not make a combination.");
        }
        foreach (var vector in vectors)
        {
            r.RequireLength(vector.Length);
        }
        if (vectors.Length > VectorKernel.CombinedTerms && Contains(vectors, r))
        {
            throw new ArgumentException($"The result of a combination of more than {VectorKernel.CombinedTerms} vectors may not be one of them.");
        }
        var sources = stackalloc ulong*[VectorKernel.CombinedTerms];
        for (var start = 0; start == 0 || start < vectors.Length; start += VectorKernel.CombinedTerms)
        {
            var count = Math.Min(VectorKernel.CombinedTerms, vectors.Length - start);
            var add = addToResult || start > 0;
            for (var i = WholeElements(r); i < r.Length; i++)
            {
                var sum = add ? r[i] : Fr.Zero;
                for (var k = start; k < start + count; k++)
                {
                    sum += vectors[k][i] * scalars[k];
                }
                r[i] = sum;
            }
            for (var k = 0; k < count; k++)
            {
                sources[k] = vectors[start + k].Words;
            }
            kernel.Combine(r.Words, sources, scalars.Slice(start, count), add, WholeBlocks(r));
        }
    }

    private static bool Contains(ReadOnlySpan<FrVector> vectors, FrVector r)
    {
        foreach (var vector in vectors)
        {
            if (vector.Words == r.Words)
            {
                return true;
            }
        }
        return false;
    }

    internal void CombineInt32(FrVector r, ReadOnlySpan<int> columns, int stride, ReadOnlySpan<Fr> scalars)
    {
        if (stride < r.Length || columns.Length < (scalars.Length - 1L) * stride + r.Length)
        {
            throw new ArgumentException($"{columns.Length} integers are not {scalars.Length} columns of {r.Length}, {stride} apart.");
        }
        var sources = stackalloc int*[VectorKernel.CombinedIntegers];
        fixed (int* first = columns)
        {
            for (var start = 0; start == 0 || start < scalars.Length; start += VectorKernel.CombinedIntegers)
            {
                var part = scalars.Slice(start, Math.Min(VectorKernel.CombinedIntegers, scalars.Length - start));
                for (var k = 0; k < part.Length; k++)
                {
                    sources[k] = first + (start + k) * (nint)stride;
                }
                kernel.CombineInt32(r.Words, sources, part, start > 0, WholeBlocks(r));
                for (var i = WholeElements(r); i < r.Length; i++)
                {
                    var sum = start > 0 ? r[i] : Fr.Zero;
                    for (var k = 0; k < part.Length; k++)
                    {
                        sum += Fr.FromInt64(sources[k][i]) * part[k];
                    }
                    r[i] = sum;
                }
            }
        }
    }

    internal void FromInt32(FrVector r, ReadOnlySpan<int> values)
    {
        r.RequireLength(values.Length);
        fixed (int* start = values)
        {
            kernel.FromInt32(r.Words, start, WholeBlocks(r));
        }
        for (var i = WholeElements(r); i < r.Length; i++)
        {
            r[i] = Fr.FromInt64(values[i]);
        }
    }

    internal void BatchInvert(FrVector r, FrVector scratch)
    {
        r.RequireLength(scratch.Length);
        if (WholeBlocks(r) > 0)
        {
            kernel.BatchInvert(r.Words, scratch.Words, WholeBlocks(r));
        }
        for (var i = WholeElements(r); i < r.Length; i++)
        {
            r[i] = r[i].Inverse();
        }
    }

    internal Fr InnerProduct(FrVector a, FrVector b)
    {
        a.RequireLength(b.Length);
        var sum = kernel.InnerProduct(a.Words, b.Words, WholeBlocks(a));
        for (var i = WholeElements(a); i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }
        return sum;
    }

    internal void Powers(FrVector r, in Fr first, in Fr ratio)
    {
        kernel.Powers(r.Words, first, ratio, WholeBlocks(r));
        for (var i = WholeElements(r); i < r.Length; i++)
        {
            r[i] = i == 0 ? first : r[i - 1] * ratio;
        }
    }

    internal Fr Evaluate(FrVector f, in Fr x)
    {
        var top = Fr.Zero;
        for (var i = f.Length - 1; i >= WholeElements(f); i--)
        {
            top = top * x + f[i];
        }
        return kernel.Evaluate(f.Words, x, WholeBlocks(f)) + top * x.Pow((ulong)WholeElements(f));
    }

    internal Fr Horner(FrVector q, FrVector f, in Fr x)
    {
        q.RequireLength(f.Length);
        var carry = Fr.Zero;
        for (var i = f.Length - 1; i >= WholeElements(f); i--)
        {
            var next = carry * x + f[i];
            q[i] = carry;
            carry = next;
        }
        return kernel.Horner(q.Words, f.Words, x, carry, WholeBlocks(f));
    }

    private static int WholeBlocks(FrVector v) => v.Length / FrVector.Block;
    private static int WholeElements(FrVector v) => v.Length / FrVector.Block * FrVector.Block;
}
