using System.Globalization;
using System.Numerics;
using ZkmlGen.Algebra;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>Values packed into words: from cells, to numbers, and the public ones from and to bytes.</summary>
internal sealed class PublicWords
{
    /// <summary>Bytes of a word, big-endian.</summary>
    public const int Size = 32;

    private readonly CircuitDescription circuit;
    private readonly int inputWords;
    private readonly int count;
    private readonly List<(int Word, int Input, Fr Value)> terms = [];

    public PublicWords(CircuitDescription circuit)
    {
        this.circuit = circuit;
        inputWords = circuit.PackedInputs.Sum(port => port.Words);
        count = inputWords + circuit.Outputs.Sum(port => port.Words);
        var cells = RevealCells();
        foreach (var map in circuit.PublicMaps)
        {
            if (circuit.Tensors[map.Tensor].Gadget == Gadget.Reveal) Add(map, output => Word(cells, output));
        }
        foreach (var map in circuit.HiddenMaps)
        {
            var first = inputWords + circuit.Outputs.Take(map.Tensor).Sum(port => port.Words);
            Add(map, output => first + output);
        }
    }

    /// <summary>All words, also those that no proof shows: of inputs that are not private, then of outputs.</summary>
    public Fr[] FromCells(ReadOnlySpan<int> act)
    {
        var words = new Fr[count];
        foreach (var (word, input, value) in terms) words[word] += value * Fr.FromInt64(act[input]);
        return words;
    }

    /// <summary>The public ones of all words.</summary>
    public Fr[] Public(Fr[] words) => words.AsSpan(
        circuit.Disclosure.Input == Visibility.Public ? 0 : inputWords, circuit.PublicWords).ToArray();

    /// <summary>Those that proofs commit to: of inputs, then of outputs.</summary>
    public Fr[][] Committed(Fr[] words)
    {
        var groups = new List<Fr[]>();
        if (circuit.Disclosure.Input == Visibility.Committed) groups.Add(words[..inputWords]);
        if (circuit.Disclosure.Output == Visibility.Committed) groups.Add(words[inputWords..]);
        return [.. groups];
    }

    /// <summary>All outputs of the model, row-major, from all words.</summary>
    public float[][] Outputs(Fr[] words) => Decode(circuit.Outputs, [.. words.Skip(inputWords).Select(word => word.ToBigInteger())]);

    /// <summary>The values of ports, row-major, from their words.</summary>
    public static float[][] Decode(IEnumerable<OutputPort> ports, ReadOnlySpan<BigInteger> words)
    {
        var values = new List<float[]>();
        var first = 0;
        foreach (var port in ports)
        {
            values.Add(Decode(port, words.Slice(first, port.Words)));
            first += port.Words;
        }
        return [.. values];
    }

    private static float[] Decode(OutputPort port, ReadOnlySpan<BigInteger> words)
    {
        var values = new float[port.Elements];
        var mask = (BigInteger.One << port.Bits) - 1;
        for (var i = 0; i < values.Length; i++)
        {
            var digit = words[i / port.DigitsPerWord] >> port.Bits * (i % port.DigitsPerWord) & mask;
            values[i] = (float)(((double)digit + port.Low) * port.Scale);
        }
        return values;
    }

    /// <summary>The words by the cell of their reveal row.</summary>
    private Dictionary<int, int> RevealCells()
    {
        var cells = new Dictionary<int, int>();
        var word = 0;
        foreach (var port in circuit.PackedInputs.Concat(circuit.Outputs))
        {
            for (var k = 0; k < port.Words; k++, word++)
            {
                if (port.Tensor >= 0) cells[circuit.Tensors[port.Tensor].Address + k * circuit.Size.Lanes] = word;
            }
        }
        return cells;
    }

    private int Word(Dictionary<int, int> cells, int output) => cells.TryGetValue(output, out var word)
        ? word
        : throw new InvalidDataException($"The circuit description of '{circuit.Name}' reveals cell {output}, which is no word of an input or output: build the model again.");

    private void Add(PublicMap map, Func<int, int> word)
    {
        var value = Fr.FromBigInteger(BigInteger.Parse(map.Value, CultureInfo.InvariantCulture));
        PlacementLoops.ForEach(map.Placement, (output, input, _) => terms.Add((word(output), input, value)));
    }

    /// <summary>False unless there are exactly count words, all below r.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, int count, out Fr[] words)
    {
        words = new Fr[count];
        if (bytes.Length != count * Size) return false;
        for (var k = 0; k < count; k++)
        {
            if (!Fr.TryRead(bytes.Slice(k * Size, Size), out words[k])) return false;
        }
        return true;
    }

    /// <summary>32 bytes a word, big-endian; false if one is negative or has more than 256 bits (values from r on are written as they are).</summary>
    public static bool TryWrite(ReadOnlySpan<BigInteger> words, out byte[] bytes)
    {
        bytes = new byte[words.Length * Size];
        for (var k = 0; k < words.Length; k++)
        {
            if (words[k].Sign < 0 || words[k].GetByteCount(isUnsigned: true) > Size) return false;
            var length = words[k].GetByteCount(isUnsigned: true);
            words[k].TryWriteBytes(bytes.AsSpan((k + 1) * Size - length, length), out _, isUnsigned: true, isBigEndian: true);
        }
        return true;
    }

    /// <summary>32 bytes a word, big-endian.</summary>
    public static byte[] Write(ReadOnlySpan<Fr> words)
    {
        var bytes = new byte[words.Length * Size];
        for (var k = 0; k < words.Length; k++) words[k].Write(bytes.AsSpan(k * Size, Size));
        return bytes;
    }
}
