using System.Collections.Generic;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler.Lowering;

namespace ZkmlGen.Compiler.Layout;

/// <summary>Addresses of a program's blocks for a number of lanes.</summary>
internal static class RowPlan
{
    /// <summary>Rows that the blocks fill.</summary>
    public static long Rows(LoweredProgram program, int lanes) => Assign(program, lanes, null);

    /// <summary>The address of every block's first cell.</summary>
    public static int[] Addresses(LoweredProgram program, int lanes)
    {
        var addresses = new int[program.Blocks.Count];
        Assign(program, lanes, addresses);
        return addresses;
    }

    private static long Assign(LoweredProgram program, int lanes, int[]? addresses)
    {
        long next = 0;
        Block? previous = null;
        foreach (var block in program.Blocks)
        {
            if (previous is not null && !previous.SharesRows(block)) next = Align(next, lanes);
            if (addresses is not null) addresses[block.Index] = checked((int)next);
            next += block.Gadget == Gadget.Reveal ? (long)block.Size * lanes : block.Size;
            previous = block;
        }
        return Align(next, lanes) / lanes;
    }

    private static long Align(long address, int lanes) => (address + lanes - 1) / lanes * lanes;
}
