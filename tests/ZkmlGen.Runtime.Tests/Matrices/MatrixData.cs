using Xunit;

namespace ZkmlGen.Runtime.Tests.Matrices;

/// <summary>Memory for runs of one shape, of random numbers or mostly of the largest ones.</summary>
internal sealed unsafe class MatrixData
{
    private const int Positions = 5;
    private static readonly int[] Extremes = [int.MinValue, int.MaxValue, -1, int.MinValue];
    private readonly int rows, columns, entryStep, sumStep;
    private readonly int[] entries, inputs;
    private readonly long[] sums;

    internal delegate void Kernel(in MatrixRun run, int readable);

    internal MatrixData(int rows, int columns, int entryStep, int sumStep, bool extreme)
    {
        (this.rows, this.columns, this.entryStep, this.sumStep) = (rows, columns, entryStep, sumStep);
        var random = new Random(rows * columns + entryStep + sumStep);
        int Next() => extreme ? Extremes[random.Next(Extremes.Length)] : random.Next(int.MinValue, int.MaxValue);
        entries = Pinned<int>((Positions - 1) * entryStep + rows * columns);
        inputs = Pinned<int>(Positions - 1 + columns);
        sums = Pinned<long>((Positions - 1) * sumStep + rows);
        foreach (var numbers in new[] { entries, inputs })
        {
            for (var i = 0; i < numbers.Length; i++) numbers[i] = Next();
        }
    }

    private static T[] Pinned<T>(int length) => GC.AllocateArray<T>(length, pinned: true);

    /// <summary>A run over the memory.</summary>
    internal MatrixRun Run(int value, int count = Positions)
    {
        fixed (int* entry = entries, input = inputs)
        fixed (long* sum = sums)
        {
            return new()
            {
                Entries = entry, Inputs = input, Sums = sum, Rows = rows, Columns = columns, Value = value, Count = count,
                EntryStep = entryStep, InputStep = 1, SumStep = sumStep,
            };
        }
    }

    /// <summary>The kernel adds what a plain loop adds, also where no number can be read behind the last one.</summary>
    internal void Check(int value, Kernel kernel)
    {
        for (var i = 0; i < sums.Length; i++) sums[i] = i << 20;
        var expected = Sums(value);
        kernel(Run(value), readable: 0);
        Assert.Equal(expected, sums);
    }

    private long[] Sums(int value)
    {
        var result = (long[])sums.Clone();
        for (var k = 0; k < Positions; k++)
        {
            for (var p = 0; p < rows; p++)
            {
                for (var j = 0; j < columns; j++) result[k * sumStep + p] += value * ((long)entries[k * entryStep + p * columns + j] * inputs[k + j]);
            }
        }
        return result;
    }
}
