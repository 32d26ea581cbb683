using System.Runtime.CompilerServices;

namespace ZkmlGen.Runtime;

public abstract partial class GeneratedCircuit
{
    /// <summary>The linear part of the witness: sums tiles and public entries into pre.</summary>
    protected static LinearLayer Linear(ReadOnlySpan<int> tiles, in Trace trace, int tileOutputs, int tileInputs)
        => new(tiles, trace.Act, trace.Pre, tileOutputs, tileInputs);

    /// <summary>
    /// Requant cells from pre: t = floor(pre / 2^shift), y = max(t, 0), n = max(-t, 0), act = y + low, r' = remainder 2^remainderShift.
    /// </summary>
    /// <exception cref="ZkRangeException">y or n is not below 2^bits, or a signed value is below low: the gadget would saturate there.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    protected static void Requant(in Trace trace, string layer, int address, int size, int shift, int low, int bits, int remainderShift)
    {
        var cells = trace.Slice(address, size);
        for (var i = 0; i < size; i++)
        {
            var pre = cells.Pre[i];
            var rounded = pre >> shift;
            var (positive, negative) = (Math.Max(rounded, 0), Math.Max(-rounded, 0));
            if ((positive | negative) >> bits != 0 || (low < 0 && negative > 0)) throw OutOfRange(layer, i, rounded + low, bits);
            cells.Y[i] = (int)positive;
            cells.N[i] = (int)negative;
            cells.Act[i] = (int)positive + low;
            cells.R[i] = (int)((pre - (rounded << shift)) << remainderShift);
        }
    }

    /// <summary>
    /// Square cells from pre: act = q = floor((pre^2 + 2^(shift-1)) / 2^shift), n = pre, y = q - n, r' = remainder 2^remainderShift.
    /// </summary>
    /// <exception cref="ZkRangeException">q is not below 2^bits.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    protected static void Square(in Trace trace, string layer, int address, int size, int shift, int bits, int remainderShift)
    {
        var cells = trace.Slice(address, size);
        for (var i = 0; i < size; i++)
        {
            var root = cells.Pre[i];
            // Such a square does not fit into 64 bits, and no range holds it.
            if (root is < int.MinValue or > int.MaxValue) throw OutOfRange(layer, i, long.MaxValue, bits);
            var square = root * root + (1L << shift - 1);
            var rounded = square >> shift;
            if (rounded >> bits != 0) throw OutOfRange(layer, i, rounded, bits);
            cells.Act[i] = (int)rounded;
            cells.N[i] = (int)root;
            cells.Y[i] = (int)(rounded - root);
            cells.R[i] = (int)((square - (rounded << shift)) << remainderShift);
        }
    }

    private static ZkRangeException OutOfRange(string layer, int index, long value, int bits)
        => new(layer, index, value, $"the {bits}-bit range of its values");
}
