using System.Runtime.CompilerServices;

namespace ZkmlGen.Runtime;

/// <summary>
/// Adds up to four columns of a run with Value 1, a row in each lane: the entries of a column are picked out of registers full of rows, so that
/// nothing is summed across lanes.
/// </summary>
internal static unsafe class MatrixKernel<I, T, C> where I : struct, IMatrixLanes<T> where T : struct where C : struct, IColumns
{
    // One register for each column.
    private struct Four
    {
        public T A, B, C, D;
    }

    /// <summary>The same matrix at all positions: its entries stay in registers. Rows from first to end, a multiple of Width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AddPositions(in MatrixRun run, int first, int end, int column)
    {
        var (stride, count, inputStep, sumStep) = (run.Columns, run.Count, run.InputStep, run.SumStep);
        var index = Index(stride);
        for (var row = first; row < end; row += I.Width)
        {
            var entries = Columns(run.Entries + (nint)row * stride + column, stride, index);
            var input = run.Inputs + column;
            var sums = run.Sums + row;
            for (var k = 0; k < count; k++)
            {
                I.AddTo(sums, Product(entries, Broadcast(input)));
                input += inputStep;
                sums += sumStep;
            }
        }
    }

    /// <summary>A matrix for each position: the inputs stay in registers, and entries are read in their order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AddMatrices(in MatrixRun run, int first, int end, int column)
    {
        var (stride, count) = (run.Columns, run.Count);
        var index = Index(stride);
        for (var k = 0; k < count; k++)
        {
            var input = Broadcast(run.Inputs + k * run.InputStep + column);
            var entries = run.Entries + k * run.EntryStep + (nint)first * stride + column;
            var sums = run.Sums + k * run.SumStep;
            for (var row = first; row < end; row += I.Width)
            {
                I.AddTo(sums + row, Product(Columns(entries, stride, index), input));
                entries += I.Width * stride;
            }
        }
    }

    // Where Read leaves the columns' entries.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Four Index(int stride)
    {
        var step = Math.Min(stride, MatrixKernels.Group);
        return new Four { A = I.Sequence(0, step), B = I.Sequence(1, step), C = I.Sequence(2, step), D = I.Sequence(3, step) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Four Columns(int* entries, int stride, in Four index)
    {
        T low, high;
        if (stride <= MatrixKernels.Group) I.Read(entries, out low, out high);
        else I.Read(entries, stride, out low, out high);
        var columns = new Four { A = I.Pick(low, high, index.A) };
        if (C.Count > 1) columns.B = I.Pick(low, high, index.B);
        if (C.Count > 2) columns.C = I.Pick(low, high, index.C);
        if (C.Count > 3) columns.D = I.Pick(low, high, index.D);
        return columns;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Four Broadcast(int* input)
    {
        var inputs = new Four { A = I.Create(input[0]) };
        if (C.Count > 1) inputs.B = I.Create(input[1]);
        if (C.Count > 2) inputs.C = I.Create(input[2]);
        if (C.Count > 3) inputs.D = I.Create(input[3]);
        return inputs;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Product(in Four columns, in Four inputs)
    {
        var total = I.Multiply(columns.A, inputs.A);
        if (C.Count > 1) total = I.Add(total, I.Multiply(columns.B, inputs.B));
        if (C.Count > 2) total = I.Add(total, I.Multiply(columns.C, inputs.C));
        if (C.Count > 3) total = I.Add(total, I.Multiply(columns.D, inputs.D));
        return total;
    }
}
