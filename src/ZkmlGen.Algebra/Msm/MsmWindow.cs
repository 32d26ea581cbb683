namespace ZkmlGen.Algebra;

/// <summary>Choice of the window width c: digits are at most 2^(c-1) in magnitude, that is the number of buckets.</summary>
internal static class MsmWindow
{
    /// <summary>The widest window: digits are kept in 16 bits.</summary>
    public const int Maximum = 16;

    /// <summary>Windows that cover so many bits.</summary>
    public static int Count(int bits, int c) => (bits + c - 1) / c;

    /// <summary>
    /// The width with the fewest additions for so many terms of so many bits. With shared buckets all windows fill the same ones (their points already carry
    /// the weight of the window), else each has its own.
    /// </summary>
    public static int Best(int terms, int bits, bool shared)
    {
        var best = 1;
        for (var c = 2; c <= Maximum; c++)
        {
            if (Additions(terms, bits, c, shared) < Additions(terms, bits, best, shared))
            {
                best = c;
            }
        }
        return best;
    }

    /// <summary>t terms in B buckets hit about B (1 - e^(-t/B)) of them; each of those saves one addition and costs two in the reduction.</summary>
    private static double Additions(int terms, int bits, int c, bool shared)
    {
        var windows = Count(bits, c);
        var (sets, inSet) = shared ? (1, (double)terms * windows) : (windows, terms);
        double buckets = 1 << (c - 1);
        return sets * (inSet + buckets * (1 - Math.Exp(-inSet / buckets)) + buckets * BucketOverhead + SetOverhead);
    }

    /// <summary>Work for each bucket, used or not, and for each bucket set, counted in additions.</summary>
    private const double BucketOverhead = 0.2, SetOverhead = 40;
}
