using System.Globalization;
using System.Numerics;
using ZkmlGen.Algebra;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>The public words: from cells, from and to bytes, and the outputs packed in them.</summary>
internal sealed class PublicWords
{
    /// <summary>Bytes of a word, big-endian.</summary>
    public const int Size = 32;

    private readonly CircuitDescription circuit;
    private readonly List<(int Word, int Input, Fr Value)> terms = [];

    public PublicWords(CircuitDescription circuit)
    {
        this.circuit = circuit;
        var rows = RevealRows.Of(circuit);
        var words = Enumerable.Range(0, rows.Length).ToDictionary(word => rows[word] * circuit.Size.Lanes);
        foreach (var map in circuit.PublicMaps)
        {
            if (circuit.Tensors[map.Tensor].Gadget != Gadget.Reveal) continue;
            var value = Fr.FromBigInteger(BigInteger.Parse(map.Value, CultureInfo.InvariantCulture));
            PlacementLoops.ForEach(map.Placement, (output, input, _) => terms.Add((Word(output), input, value)));
        }

        int Word(int output) => words.TryGetValue(output, out var word)
            ? word
            : throw new InvalidDataException($"The circuit description of '{circuit.Name}' reveals cell {output}, which is no public word: build the model again.");
    }

    /// <summary>The words that cells lead to: pre of the reveal cells.</summary>
    public Fr[] FromCells(ReadOnlySpan<int> act)
    {
        var words = new Fr[circuit.PublicWords];
        foreach (var (word, input, value) in terms) words[word] += value * Fr.FromInt64(act[input]);
        return words;
    }

    /// <summary>All outputs of the model, row-major.</summary>
    public float[][] Decode(ReadOnlySpan<BigInteger> words)
    {
        var outputs = new float[circuit.Outputs.Count][];
        var first = 0;
        for (var k = 0; k < outputs.Length; k++)
        {
            outputs[k] = Decode(circuit.Outputs[k], words.Slice(first, circuit.Outputs[k].Words));
            first += circuit.Outputs[k].Words;
        }
        return outputs;
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
