namespace ZkmlGen.Algebra;

/// <summary>One digit of every scalar: digit i is a multiple of the point number FirstPoint + i, and of the weight of a bucket set.</summary>
internal readonly unsafe struct DigitColumn(short* digits, int set, int firstPoint)
{
    public readonly short* Digits = digits;
    public readonly int Set = set;
    public readonly int FirstPoint = firstPoint;
}
