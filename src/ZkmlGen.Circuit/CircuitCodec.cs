using System;
using System.IO;
using System.Text;

namespace ZkmlGen.Circuit;

/// <summary>
/// The canonical bytes of a circuit description: what the verifying key's digest binds. One description has one encoding. Integers are
/// 32 bits, big-endian; texts are UTF-8 with their length; lists start with their count; scales are IEEE 754 doubles, big-endian.
/// </summary>
public static class CircuitCodec
{
    private const int Version = 3;

    /// <summary>The canonical bytes.</summary>
    public static byte[] Encode(CircuitDescription circuit)
    {
        var writer = new CircuitWriter();
        writer.Int(Version);
        writer.Text(circuit.Name);
        writer.Ints(circuit.Size.LogRows, circuit.Size.Lanes, circuit.Size.TileOutputs, circuit.Size.TileInputs, circuit.Size.TileRows);
        writer.Ints(circuit.Ranges.ValueBits, circuit.Ranges.RemainderBits);
        writer.List(circuit.Ranges.TableWidths, writer.Int);
        writer.List(circuit.Tensors, tensor =>
        {
            writer.Text(tensor.Name);
            writer.Text(tensor.Operator);
            writer.Text(tensor.Shape);
            writer.Ints((int)tensor.Gadget, tensor.Shift, tensor.Low, tensor.Bits, tensor.Address, tensor.Size, tensor.ScaleBits);
        });
        writer.List(circuit.PublicMaps, writer.PublicMap);
        writer.List(circuit.TileMaps, map =>
        {
            writer.Ints(map.Tensor, map.Value);
            writer.Placement(map.Placement);
        });
        writer.List(circuit.Inputs, input =>
        {
            writer.Text(input.Name);
            writer.List(input.Shape, writer.Int);
            writer.Int(input.Tensor);
            writer.List(input.CellOrder, writer.Int);
        });
        writer.List(circuit.Outputs, writer.Port);
        writer.Ints((int)circuit.Disclosure.Input, (int)circuit.Disclosure.Output, (int)circuit.Disclosure.Form, (int)circuit.Disclosure.Weights);
        writer.List(circuit.PackedInputs, writer.Port);
        writer.List(circuit.HiddenMaps, writer.PublicMap);
        writer.List(circuit.CommittedCells, cells => writer.Ints(cells.Address, cells.Count, cells.Step));
        return writer.ToArray();
    }

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no description of this version, or something is left over.</exception>
    public static CircuitDescription Decode(byte[] bytes)
    {
        var reader = new CircuitReader(bytes);
        if (reader.Int() != Version) throw new InvalidDataException("The circuit description has another version: build the model again.");
        var circuit = new CircuitDescription(
            reader.Text(),
            new Dimensions(reader.Int(), reader.Int(), reader.Int(), reader.Int(), reader.Int()),
            new Ranges(reader.Int(), reader.Int(), reader.List(reader.Int)),
            reader.List(() => new CellTensor(
                reader.Text(), reader.Text(), reader.Text(),
                (Gadget)reader.Int(), reader.Int(), reader.Int(), reader.Int(), reader.Int(), reader.Int(), reader.Int())),
            reader.List(reader.PublicMap),
            reader.List(() => new TileMap(reader.Int(), reader.Int(), reader.Placement())),
            reader.List(() => new InputPort(reader.Text(), reader.List(reader.Int), reader.Int(), reader.List(reader.Int))),
            reader.List(reader.Port))
        {
            Disclosure = new Disclosure((Visibility)reader.Int(), (Visibility)reader.Int(), (OutputForm)reader.Int(), (Visibility)reader.Int()),
            PackedInputs = reader.List(reader.Port),
            HiddenMaps = reader.List(reader.PublicMap),
            CommittedCells = reader.List(() => new CommittedWords(reader.Int(), reader.Int(), reader.Int())),
        };
        reader.End();
        return circuit;
    }
}

internal sealed class CircuitWriter
{
    private readonly MemoryStream stream = new();

    public void Int(int value)
    {
        for (var shift = 24; shift >= 0; shift -= 8) stream.WriteByte((byte)(value >> shift));
    }

    public void Ints(params int[] values)
    {
        foreach (var value in values) Int(value);
    }

    public void Real(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        Ints((int)(bits >> 32), unchecked((int)bits));
    }

    public void Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Int(bytes.Length);
        stream.Write(bytes, 0, bytes.Length);
    }

    public void List<T>(EquatableArray<T> items, Action<T> write)
        where T : IEquatable<T>
    {
        Int(items.Count);
        foreach (var item in items) write(item);
    }

    public void Placement(Placement placement)
    {
        Ints(placement.Output, placement.Input, placement.Tile);
        List(placement.Factors, factor => List(factor.Runs, run =>
            Ints(run.Output, run.Input, run.Tile, run.Count, run.OutputStep, run.InputStep, run.TileStep)));
    }

    public void PublicMap(PublicMap map)
    {
        Int(map.Tensor);
        Text(map.Value);
        Placement(map.Placement);
    }

    public void Port(OutputPort port)
    {
        Text(port.Name);
        List(port.Shape, Int);
        Ints(port.Tensor, port.Bits, port.Low);
        Real(port.Scale);
        Int(port.DigitsPerWord);
    }

    public byte[] ToArray() => stream.ToArray();
}

internal sealed class CircuitReader(byte[] bytes)
{
    private int position;

    public int Int()
    {
        Need(4);
        var value = bytes[position] << 24 | bytes[position + 1] << 16 | bytes[position + 2] << 8 | bytes[position + 3];
        position += 4;
        return value;
    }

    public double Real()
    {
        var high = (long)Int();
        return BitConverter.Int64BitsToDouble(high << 32 | (uint)Int());
    }

    public string Text()
    {
        var length = Int();
        Need(length);
        position += length;
        return Encoding.UTF8.GetString(bytes, position - length, length);
    }

    public EquatableArray<T> List<T>(Func<T> read)
        where T : IEquatable<T>
    {
        var count = Int();
        // Every item takes at least four bytes: a hostile count cannot ask for more memory than the input has.
        Need((long)count * 4);
        var items = new T[count];
        for (var i = 0; i < count; i++) items[i] = read();
        return items;
    }

    public Placement Placement() => new(Int(), Int(), Int(), List(() => new Factor(List(() =>
        new Run(Int(), Int(), Int(), Int(), Int(), Int(), Int())))));

    public PublicMap PublicMap() => new(Int(), Text(), Placement());

    public OutputPort Port() => new(Text(), List(Int), Int(), Int(), Int(), Real(), Int());

    public void End()
    {
        if (position != bytes.Length) throw new InvalidDataException("The circuit description has bytes left over.");
    }

    private void Need(long count)
    {
        if (count < 0 || bytes.Length - position < count) throw new InvalidDataException("The circuit description is truncated.");
    }
}
