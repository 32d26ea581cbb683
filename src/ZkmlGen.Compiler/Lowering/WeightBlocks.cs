using System;
using System.Globalization;
using System.Threading.Tasks;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>
/// A weight matrix before tiles are chosen: Blocks matrices of Outputs x Inputs integers, and where they come from.
/// </summary>
internal sealed class WeightBlocks(WeightMatrix matrix)
{
    /// <summary>The description that the compiled model carries (its first tile row is set by the layout).</summary>
    public WeightMatrix Matrix { get; } = matrix;
    /// <summary>Number of blocks.</summary>
    public int Blocks { get; } = Axis.Product(matrix.BlockAxes);
    /// <summary>Outputs of a block.</summary>
    public int Outputs { get; } = matrix.Outputs;
    /// <summary>Inputs of a block.</summary>
    public int Inputs { get; } = matrix.Inputs;
    /// <summary>Integers: entry (block, input, output) at (block Inputs + input) Outputs + output; diagonal: block Outputs + output.</summary>
    public int[] Integers { get; private set; } = [];
    /// <summary>Largest sum of magnitudes over the inputs and blocks of one output.</summary>
    public long OutputBound { get; private set; }

    /// <summary>The same integers with another description.</summary>
    public WeightBlocks With(WeightMatrix description) => new(description) { Integers = Integers, OutputBound = OutputBound };

    /// <summary>Tile rows for tiles of a outputs by c inputs.</summary>
    public long TileRows(int a, int c) => Matrix.Diagonal
        ? (long)Blocks * Divide(Outputs, Math.Min(a, c))
        : (long)Blocks * Divide(Outputs, a) * Divide(Inputs, c);

    /// <summary>Integers that are given as such, one column of a block.</summary>
    public WeightBlocks Filled(int[] column)
    {
        Integers = column;
        foreach (var value in column) OutputBound = Math.Max(OutputBound, Math.Abs((long)value));
        return this;
    }

    /// <summary>Quantises the elements: element e of the source is values[start + e].</summary>
    /// <exception cref="ModelException">A weight doesn't fit 32 bits.</exception>
    public WeightBlocks Quantised(float[] values, int start)
    {
        var stored = Matrix.Diagonal ? 1 : Inputs;
        Integers = new int[checked(Blocks * stored * Outputs)];
        var block = WeightIndex.Offsets(Matrix.BlockAxes);
        var input = WeightIndex.Offsets(Matrix.InputAxes);
        var output = WeightIndex.Offsets(Matrix.OutputAxes);
        var sums = new long[Blocks];
        void Block(int k)
        {
            var factors = new double[Outputs];
            var totals = new long[Outputs];
            for (var o = 0; o < Outputs; o++) factors[o] = WeightIndex.Factor(Matrix, k, o);
            for (var i = 0; i < stored; i++)
            {
                var row = (k * stored + i) * Outputs;
                for (var o = 0; o < Outputs; o++)
                {
                    var e = start + block[k] + output[o] + input[Matrix.Diagonal ? o : i];
                    var value = WeightIndex.Round(values[e], factors[o], Matrix);
                    Integers[row + o] = value;
                    totals[o] += Math.Abs((long)value);
                }
            }
            foreach (var total in totals) sums[k] = Math.Max(sums[k], total);
        }

        try
        {
            Parallel.For(0, Blocks, Block);
        }
        catch (AggregateException)
        {
            // In order, so that the same element is named every time.
            for (var k = 0; k < Blocks; k++) Block(k);
        }
        foreach (var sum in sums) OutputBound += sum;
        return this;
    }

    private static int Divide(int value, int by) => (value + by - 1) / by;
}

/// <summary>Element numbers and rounding of weight matrices: one meaning for compiler, loader and generated code.</summary>
internal static class WeightIndex
{
    /// <summary>Element offset of every index of an axis list, most significant axis first.</summary>
    public static int[] Offsets(Circuit.EquatableArray<Axis> axes)
    {
        int[] offsets = [0];
        foreach (var axis in axes)
        {
            var next = new int[offsets.Length * axis.Count];
            for (var i = 0; i < offsets.Length; i++)
            for (var k = 0; k < axis.Count; k++) next[i * axis.Count + k] = offsets[i] + k * axis.Stride;
            offsets = next;
        }
        return offsets;
    }

    /// <summary>The output factor of output o in a block.</summary>
    public static double Factor(WeightMatrix matrix, int block, int output)
    {
        if (matrix.OutputFactors.Count == 0) return 1;
        if (!matrix.FactorsPerBlock) return matrix.OutputFactors[output];
        var inner = Axis.Product(matrix.BlockAxes) / matrix.BlockAxes[0].Count;
        return matrix.OutputFactors[block / inner * matrix.Outputs + output];
    }

    /// <summary>floor(element factor scale + 1/2), or the element itself if it is an integer given inline.</summary>
    /// <exception cref="ModelException">It doesn't fit 32 bits.</exception>
    public static int Round(double element, double factor, WeightMatrix matrix)
    {
        if (matrix.Source.Inline.Count > 0) return (int)element;
        var value = Math.Floor(element * factor * matrix.Scale + 0.5);
        if (value >= int.MinValue && value <= int.MaxValue) return (int)value;
        throw new ModelException(DiagnosticIds.WeightRange,
            $"The weights '{matrix.Name}' hold the number {element.ToString("R", CultureInfo.InvariantCulture)}, which is too large to quantise: retrain or rescale this layer.");
    }
}
