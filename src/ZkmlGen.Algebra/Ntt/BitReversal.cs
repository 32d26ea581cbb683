namespace ZkmlGen.Algebra;

/// <summary>The order in which a transform with decimation in time reads its input.</summary>
internal static class BitReversal
{
    /// <summary>Entry i is i with its lowest log bits in reverse order.</summary>
    internal static int[] Of(int log)
    {
        var reversed = new int[1 << log];
        for (var i = 1; i < reversed.Length; i++)
        {
            reversed[i] = (reversed[i >> 1] >> 1) | ((i & 1) << (log - 1));
        }
        return reversed;
    }
}
