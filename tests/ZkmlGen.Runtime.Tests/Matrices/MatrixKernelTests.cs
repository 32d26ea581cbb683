using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Xunit;

namespace ZkmlGen.Runtime.Tests.Matrices;

/// <summary>Matrix kernels against a plain loop, over all shapes around the registers' widths.</summary>
public sealed class MatrixKernelTests
{
    private const int MostRows = 35;

    public static TheoryData<int, bool> Shapes
    {
        get
        {
            var shapes = new TheoryData<int, bool>();
            foreach (var columns in Enumerable.Range(1, 13).Append(24).Append(32))
            {
                shapes.Add(columns, false);
                shapes.Add(columns, true);
            }
            return shapes;
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void All_kernels_sum_exactly(int columns, bool extreme)
    {
        for (var rows = 1; rows <= MostRows; rows++)
        {
            // The same matrix at positions that are apart, overlap or are one; matrices of their own that are apart or overlap.
            foreach (var (entryStep, sumStep) in new[] { (0, rows), (0, 3), (0, 0), (rows * columns, 0), (columns, rows + 1) })
            {
                var data = new MatrixData(rows, columns, entryStep, sumStep, extreme);
                if (Avx512F.IsSupported) data.Check(1, Lanes<Avx512Matrix, Vector512<long>>);
                if (Avx2.IsSupported) data.Check(1, Lanes<Avx2Matrix, Vector256<long>>);
                foreach (var value in new[] { 1, -1, 3, int.MinValue })
                {
                    data.Check(value, (in run, _) => MatrixKernels.AddRows(run, 0));
                    data.Check(value, MatrixKernels.Add);
                }
            }
        }
    }

    private static void Lanes<I, T>(in MatrixRun run, int readable) where I : struct, IMatrixLanes<T> where T : struct =>
        MatrixKernels.AddRows(run, MatrixKernels.AddLanes<I, T>(run, 0, readable));

    [Fact]
    public void Registers_are_read_where_memory_allows()
    {
        Assert.Equal((16, 8, 0), (Filled<Avx512Matrix, Vector512<long>>(64), Filled<Avx512Matrix, Vector512<long>>(0), Filled<Avx512Matrix, Vector512<long>>(-24)));
        Assert.Equal((16, 12), (Filled<Avx2Matrix, Vector256<long>>(64), Filled<Avx2Matrix, Vector256<long>>(0)));
    }

    // No entry is read if there is no position.
    private static int Filled<I, T>(int readable) where I : struct, IMatrixLanes<T> where T : struct =>
        MatrixKernels.AddLanes<I, T>(new MatrixData(16, 3, 48, 0, extreme: false).Run(1, count: 0), 0, readable);
}
