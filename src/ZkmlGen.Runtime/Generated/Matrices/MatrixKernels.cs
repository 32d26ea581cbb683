using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ZkmlGen.Runtime;

/// <summary>Small matrices of 32-bit integers times vectors of such integers, summed in 64 bits.</summary>
internal static class MatrixKernels
{
    /// <summary>Columns that are multiplied together.</summary>
    internal const int Group = 4;

    /// <summary>Adds a run: the widest lanes first, what is left entry by entry. So many more numbers can be read behind the last entry.</summary>
    public static void Add(in MatrixRun run, int readable)
    {
        var row = 0;
        // Other factors are rare.
        if (run.Value == 1)
        {
            if (Avx512F.IsSupported) row = AddLanes<Avx512Matrix, Vector512<long>>(run, row, readable);
            if (Avx2.IsSupported) row = AddLanes<Avx2Matrix, Vector256<long>>(run, row, readable);
        }
        if (row < run.Rows) AddRows(run, row);
    }

    /// <summary>The rows from first on that fill registers; the first row that is left.</summary>
    internal static int AddLanes<I, T>(in MatrixRun run, int first, int readable) where I : struct, IMatrixLanes<T> where T : struct
    {
        var end = run.Rows - (run.Rows - first) % I.Width;
        // Reading registers as a whole may go beyond the last row, but not beyond the memory.
        var reach = I.Width * Math.Max(run.Columns, Group) + Group;
        while (end > first && (run.Rows - (end - I.Width)) * run.Columns + readable < reach) end -= I.Width;
        for (var column = 0; column < run.Columns && end > first; column += Group) AddGroup<I, T>(run, first, end, column);
        return end;
    }

    private static void AddGroup<I, T>(in MatrixRun run, int first, int end, int column) where I : struct, IMatrixLanes<T> where T : struct
    {
        switch (run.Columns - column)
        {
            case 1:
                Add<I, T, OneColumn>(run, first, end, column);
                break;
            case 2:
                Add<I, T, TwoColumns>(run, first, end, column);
                break;
            case 3:
                Add<I, T, ThreeColumns>(run, first, end, column);
                break;
            default:
                Add<I, T, FourColumns>(run, first, end, column);
                break;
        }
    }

    private static void Add<I, T, C>(in MatrixRun run, int first, int end, int column)
        where I : struct, IMatrixLanes<T> where T : struct where C : struct, IColumns
    {
        if (run.EntryStep == 0) MatrixKernel<I, T, C>.AddPositions(run, first, end, column);
        else MatrixKernel<I, T, C>.AddMatrices(run, first, end, column);
    }

    /// <summary>The rows from first on, entry by entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static unsafe void AddRows(in MatrixRun run, int first)
    {
        var (rows, columns, value) = (run.Rows, run.Columns, run.Value);
        for (var k = 0; k < run.Count; k++)
        {
            var row = run.Entries + k * run.EntryStep + (nint)first * columns;
            var input = run.Inputs + k * run.InputStep;
            var sums = run.Sums + k * run.SumStep;
            for (var p = first; p < rows; p++)
            {
                long total = 0;
                for (var j = 0; j < columns; j++) total += (long)row[j] * input[j];
                sums[p] += value * total;
                row += columns;
            }
        }
    }
}
