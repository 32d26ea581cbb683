namespace ZkmlGen.Algebra;

/// <summary>Additions one by one; what they have to be in every other implementation.</summary>
internal sealed unsafe class PointAdderScalar : PointAdder
{
    private readonly NativeBuffer<Fq> memory = new();

    public override bool Add(PairList pairs, G1Affine* source, G1Affine* target)
    {
        var prefixes = memory.Reserve(2L * pairs.Count);
        var differences = prefixes + pairs.Count;
        var product = Fq.One;
        for (var i = 0; i < pairs.Count; i++)
        {
            differences[i] = source[pairs.Right[i] >> 1].X - source[pairs.Left[i] >> 1].X;
            prefixes[i] = product;
            product *= differences[i];
        }
        if (product.IsZero)
        {
            return false;
        }
        var inverse = product.Inverse();
        for (var i = pairs.Count - 1; i >= 0; i--)
        {
            target[pairs.Targets[i]] = Sum(Signed(source, pairs.Left[i]), Signed(source, pairs.Right[i]), inverse * prefixes[i]);
            inverse *= differences[i];
        }
        return true;
    }

    public override bool Double(G1Affine* source, G1Affine* target, int count, int times)
    {
        var multiples = new G1[count];
        for (var i = 0; i < count; i++)
        {
            if (source[i].IsInfinity)
            {
                return false;
            }
            multiples[i] = G1.From(source[i]);
            for (var k = 0; k < times; k++)
            {
                multiples[i] = multiples[i].Double();
            }
        }
        G1.ToAffine(multiples, new(target, count));
        return true;
    }

    public override void Dispose() => memory.Dispose();

    /// <summary>The point of a reference; only canonical points can be negated so.</summary>
    public static G1Affine Signed(G1Affine* source, uint reference) => (reference & 1) == 0 ? source[reference >> 1] : source[reference >> 1].Negate();

    private static G1Affine Sum(in G1Affine p, in G1Affine q, in Fq inverse)
    {
        var slope = (q.Y - p.Y) * inverse;
        var x = slope * slope - p.X - q.X;
        return new(x, slope * (p.X - x) - p.Y);
    }
}
