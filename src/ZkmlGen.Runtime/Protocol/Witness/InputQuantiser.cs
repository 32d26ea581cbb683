using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>Real inputs to input cells: act = floor(x 2^f + 1/2), y = act - low.</summary>
internal static class InputQuantiser
{
    private const int MaximumRank = 16;

    /// <summary>Fills act and y of the input tensors' cells; one array per input, row-major.</summary>
    /// <exception cref="ArgumentException">Another number of inputs or elements, or a value that is not finite.</exception>
    /// <exception cref="ZkRangeException">A value outside the range of its input.</exception>
    public static void Fill(CircuitDescription circuit, ReadOnlySpan<float[]> inputs, in Trace trace)
    {
        if (inputs.Length != circuit.Inputs.Count)
        {
            throw new ArgumentException($"The model '{circuit.Name}' has {circuit.Inputs.Count} inputs; {inputs.Length} were given.", nameof(inputs));
        }
        for (var k = 0; k < inputs.Length; k++)
        {
            var port = circuit.Inputs[k];
            ArgumentNullException.ThrowIfNull(inputs[k], port.Name);
            Fill(port, circuit.Tensors[port.Tensor], inputs[k], trace);
        }
    }

    private static void Fill(InputPort port, CellTensor tensor, float[] values, in Trace trace)
    {
        var expected = port.Shape.Items.Aggregate(1L, (product, dimension) => product * dimension);
        if (values.Length != expected)
        {
            var shape = string.Join(" x ", port.Shape.Items);
            throw new ArgumentException($"The input '{port.Name}' has the shape {shape}, so {expected} values; {values.Length} were given.", port.Name);
        }
        Span<int> index = stackalloc int[MaximumRank];
        index = index[..port.Shape.Count];
        index.Clear();
        for (var i = 0; i < values.Length; i++)
        {
            var address = tensor.Address + Cell(port, index);
            trace.Act[address] = Quantise(port, tensor, values[i], i);
            trace.Y[address] = trace.Act[address] - tensor.Low;
            Advance(port, index);
        }
    }

    private static int Quantise(InputPort port, CellTensor tensor, float value, int index)
    {
        if (!float.IsFinite(value)) throw new ArgumentException($"The input '{port.Name}' has the value {value} at index {index}; only finite numbers can be proved.", port.Name);
        var scaled = Math.Floor(Math.ScaleB((double)value, tensor.ScaleBits) + 0.5);
        var high = tensor.Low + (1L << tensor.Bits) - 1;
        if (scaled >= tensor.Low && scaled <= high) return (int)scaled;
        var range = FormattableString.Invariant($"[{Math.ScaleB(tensor.Low, -tensor.ScaleBits)}, {Math.ScaleB((double)high, -tensor.ScaleBits)}] of the input, in steps of 2^{-tensor.ScaleBits} [{tensor.Low}, {high}]");
        throw new ZkRangeException(port.Name, index, (long)Math.Clamp(scaled, long.MinValue, long.MaxValue), range);
    }

    private static int Cell(InputPort port, ReadOnlySpan<int> index)
    {
        var cell = 0;
        for (var d = 0; d < index.Length; d++) cell += index[d] * port.CellOrder[d];
        return cell;
    }

    private static void Advance(InputPort port, Span<int> index)
    {
        for (var d = index.Length - 1; d >= 0 && ++index[d] == port.Shape[d]; d--) index[d] = 0;
    }
}
