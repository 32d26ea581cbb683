namespace ZkmlGen.Algebra;

/// <summary>Element by element: what every other kernel has to compute.</summary>
internal sealed unsafe class ScalarVectorKernel : VectorKernel
{
    private static FrVector View(ulong* words, int blocks) => new(words, blocks * FrVector.Block);

    internal override void Map<TOperation>(ulong* r, ulong* a, ulong* b, in Fr s, int blocks)
    {
        var (vr, va, vb) = (View(r, blocks), View(a, blocks), View(b, blocks));
        for (var i = 0; i < vr.Length; i++)
        {
            TOperation.Apply(va[i], TOperation.ReadsB ? vb[i] : default, s, out var result);
            vr[i] = result;
        }
    }

    internal override void Multiply(ulong* r, ulong* a, ulong* b, nint bStep, bool addToResult, int blocks)
    {
        var (vr, va) = (View(r, blocks), View(a, blocks));
        for (var i = 0; i < vr.Length; i++)
        {
            var product = va[i] * View(b + i / FrVector.Block * bStep, 1)[i % FrVector.Block];
            vr[i] = addToResult ? vr[i] + product : product;
        }
    }

    internal override void Combine(ulong* r, ulong** sources, ReadOnlySpan<Fr> scalars, bool addToResult, int blocks)
    {
        var v = View(r, blocks);
        for (var i = 0; i < v.Length; i++)
        {
            var sum = addToResult ? v[i] : Fr.Zero;
            for (var k = 0; k < scalars.Length; k++)
            {
                sum += View(sources[k], blocks)[i] * scalars[k];
            }
            v[i] = sum;
        }
    }

    internal override void CombineInt32(ulong* r, int** columns, ReadOnlySpan<Fr> scalars, bool addToResult, int blocks)
    {
        var v = View(r, blocks);
        for (var i = 0; i < v.Length; i++)
        {
            var sum = addToResult ? v[i] : Fr.Zero;
            for (var k = 0; k < scalars.Length; k++)
            {
                sum += Fr.FromInt64(columns[k][i]) * scalars[k];
            }
            v[i] = sum;
        }
    }

    internal override void FromInt32(ulong* r, int* values, int blocks)
    {
        var v = View(r, blocks);
        for (var i = 0; i < v.Length; i++)
        {
            v[i] = Fr.FromInt64(values[i]);
        }
    }

    internal override void BatchInvert(ulong* r, ulong* scratch, int blocks)
    {
        var (values, products) = (View(r, blocks), View(scratch, blocks));
        var product = Fr.One;
        for (var i = 0; i < values.Length; i++)
        {
            products[i] = product;
            product = values[i].IsZero ? product : product * values[i];
        }
        var inverse = product.Inverse();
        for (var i = values.Length - 1; i >= 0; i--)
        {
            var value = values[i];
            if (!value.IsZero)
            {
                values[i] = inverse * products[i];
                inverse *= value;
            }
        }
    }

    internal override Fr InnerProduct(ulong* a, ulong* b, int blocks)
    {
        var (va, vb) = (View(a, blocks), View(b, blocks));
        var sum = Fr.Zero;
        for (var i = 0; i < va.Length; i++)
        {
            sum += va[i] * vb[i];
        }
        return sum;
    }

    internal override void Powers(ulong* r, in Fr first, in Fr ratio, int blocks)
    {
        var v = View(r, blocks);
        var power = first;
        for (var i = 0; i < v.Length; i++)
        {
            v[i] = power;
            power *= ratio;
        }
    }

    internal override Fr Evaluate(ulong* f, in Fr x, int blocks)
    {
        var coefficients = View(f, blocks);
        var sum = Fr.Zero;
        for (var i = coefficients.Length - 1; i >= 0; i--)
        {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }

    internal override Fr Horner(ulong* q, ulong* f, in Fr x, Fr carry, int blocks)
    {
        var (quotient, coefficients) = (View(q, blocks), View(f, blocks));
        for (var i = quotient.Length - 1; i >= 0; i--)
        {
            var next = carry * x + coefficients[i];
            quotient[i] = carry;
            carry = next;
        }
        return carry;
    }
}
