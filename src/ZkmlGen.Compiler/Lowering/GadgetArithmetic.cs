using System;
using ZkmlGen.Circuit;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>The integers of one cell (docs/protocol.md, section 2).</summary>
/// <param name="Act">The value that others read.</param>
/// <param name="Y">y.</param>
/// <param name="N">n.</param>
/// <param name="R">r, not yet scaled by 2^(m-s).</param>
internal readonly record struct CellValues(long Act, long Y, long N, long R);

/// <summary>What gadgets compute: the one meaning that interpreter, calibration and witness share.</summary>
internal static class GadgetArithmetic
{
    /// <summary>Rounds half up and splits by sign; pre holds the rounding constant already.</summary>
    public static CellValues Requant(long pre, int shift, int low)
    {
        var t = pre >> shift;
        var y = Math.Max(t, 0);
        return new CellValues(y + low, y, Math.Max(-t, 0), pre - (t << shift));
    }

    /// <summary>The rounded square of pre; a number that fits no cell for one of more than 31 bits.</summary>
    public static CellValues Square(long pre, int shift)
    {
        if (Math.Abs(pre) > int.MaxValue) return new CellValues(long.MaxValue, 0, 0, 0);
        var rounded = pre * pre + (1L << (shift - 1));
        var q = rounded >> shift;
        return new CellValues(q, q - pre, pre, rounded - (q << shift));
    }

    /// <summary>A real input value.</summary>
    public static CellValues Input(double value, int scaleBits, int low)
    {
        var y = (long)Math.Floor(value * Math.Pow(2, scaleBits) + 0.5) - low;
        return new CellValues(y + low, y, 0, 0);
    }

    /// <summary>
    /// True if y and n (of a square: their sum) are below 2^bits, and a signed value is not below Low: the gadget would saturate there, which is
    /// no result of the model.
    /// </summary>
    public static bool Fits(in CellValues cell, Gadget gadget, int bits)
    {
        var limit = 1L << bits;
        if (gadget == Gadget.Square) return cell.Act < limit;
        var saturates = cell.Act < 0 && cell.N > 0;
        return cell.Y >= 0 && cell.Y < limit && cell.N < limit && !saturates;
    }
}
