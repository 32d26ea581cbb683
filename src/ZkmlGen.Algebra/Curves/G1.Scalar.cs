namespace ZkmlGen.Algebra;

public readonly partial struct G1
{
    private const int WindowBits = 4;

    /// <summary>s P.</summary>
    public static G1 operator *(in Fr s, in G1 p) => MultiplyVarTime(s.ToCanonical(), p);

    /// <summary>scalar P, by windows of four bits.</summary>
    private static G1 MultiplyVarTime(in Limbs scalar, in G1 p)
    {
        var multiples = new G1[1 << WindowBits];
        for (var i = 1; i < multiples.Length; i++)
        {
            multiples[i] = multiples[i - 1] + p;
        }
        var sum = Zero;
        for (var position = 256 - WindowBits; position >= 0; position -= WindowBits)
        {
            for (var i = 0; i < WindowBits; i++)
            {
                sum = sum.Double();
            }
            sum += multiples[scalar.Bits(position, WindowBits)];
        }
        return sum;
    }
}
