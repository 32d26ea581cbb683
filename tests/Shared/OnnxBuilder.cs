using System.Text;

namespace ZkmlGen.Tests.Shared;

/// <summary>
/// Writes small ONNX models for tests. Element types are those of TensorProto: 1 float, 7 int64, 11 double, 10 half.
/// <code>
/// var model = new OnnxBuilder(13).Input("x", 1, 4).Float("w", [4, 2], weights).Node("MatMul", ["x", "w"], ["y"]).Output("y", 1, 2).Build();
/// </code>
/// </summary>
public sealed class OnnxBuilder(int opset = 17)
{
    private readonly ProtoWriter graph = new ProtoWriter().Text(2, "test");

    /// <summary>An input of floats; a dimension is a number, a symbol, or null for neither.</summary>
    public OnnxBuilder Input(string name, params object?[] shape) => TypedInput(name, 1, shape);

    /// <summary>An input of an element type.</summary>
    public OnnxBuilder TypedInput(string name, int type, params object?[] shape)
    {
        graph.Message(11, ValueInfo(name, type, shape));
        return this;
    }

    /// <summary>An output; the shape is what the model says, which importers need not believe.</summary>
    public OnnxBuilder Output(string name, params object?[] shape)
    {
        graph.Message(12, ValueInfo(name, 1, shape));
        return this;
    }

    /// <summary>A float initialiser in raw_data.</summary>
    public OnnxBuilder Float(string name, int[] shape, params float[] values) => Initializer(FloatTensor(name, shape, values));

    /// <summary>An int64 initialiser in int64_data, as a vector.</summary>
    public OnnxBuilder Int64(string name, params long[] values) => Initializer(Int64Tensor(name, [values.Length], values));

    /// <summary>Any initialiser, as a TensorProto.</summary>
    public OnnxBuilder Initializer(ProtoWriter tensor)
    {
        graph.Message(5, tensor);
        return this;
    }

    /// <summary>A node. Attributes are long, float, string, long[], float[] or a TensorProto as <see cref="ProtoWriter"/>.</summary>
    public OnnxBuilder Node(string op, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes) =>
        NamedNode("", op, inputs, outputs, attributes);

    /// <summary>A node with a name.</summary>
    public OnnxBuilder NamedNode(string name, string op, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes)
    {
        var node = new ProtoWriter();
        foreach (var input in inputs) node.Text(1, input);
        foreach (var output in outputs) node.Text(2, output);
        if (name.Length > 0) node.Text(3, name);
        node.Text(4, op);
        foreach (var (key, value) in attributes) node.Message(5, Attribute(key, value));
        graph.Message(1, node);
        return this;
    }

    /// <summary>The ModelProto.</summary>
    public byte[] Build() => new ProtoWriter()
        .Integer(1, 8)
        .Message(7, graph)
        .Message(8, new ProtoWriter().Text(1, "").Integer(2, opset))
        .ToArray();

    /// <summary>A float TensorProto in raw_data.</summary>
    public static ProtoWriter FloatTensor(string name, int[] shape, params float[] values)
    {
        var raw = new byte[values.Length * 4];
        Buffer.BlockCopy(values, 0, raw, 0, raw.Length);
        return Tensor(name, 1, shape).Bytes(9, raw);
    }

    /// <summary>An int64 TensorProto in int64_data.</summary>
    public static ProtoWriter Int64Tensor(string name, int[] shape, params long[] values) => Tensor(name, 7, shape).Packed(7, values);

    /// <summary>A TensorProto without data.</summary>
    public static ProtoWriter Tensor(string name, int type, params int[] shape) =>
        new ProtoWriter().Packed(1, [.. shape.Select(extent => (long)extent)]).Integer(2, type).Text(8, name);

    /// <summary>A float TensorProto whose data is in another file.</summary>
    public static ProtoWriter ExternalTensor(string name, int[] shape, params (string Key, string Value)[] entries)
    {
        var tensor = Tensor(name, 1, shape).Integer(14, 1);
        foreach (var (key, value) in entries) tensor.Message(13, new ProtoWriter().Text(1, key).Text(2, value));
        return tensor;
    }

    private static ProtoWriter ValueInfo(string name, int type, object?[] shape)
    {
        var dimensions = new ProtoWriter();
        foreach (var extent in shape)
        {
            dimensions.Message(1, extent switch
            {
                null => new ProtoWriter(),
                string symbol => new ProtoWriter().Text(2, symbol),
                _ => new ProtoWriter().Integer(1, Convert.ToInt64(extent)),
            });
        }
        return new ProtoWriter().Text(1, name).Message(2, new ProtoWriter().Message(1, new ProtoWriter().Integer(1, type).Message(2, dimensions)));
    }

    private static ProtoWriter Attribute(string name, object value)
    {
        var attribute = new ProtoWriter().Text(1, name);
        return value switch
        {
            float number => attribute.Single(2, number).Integer(20, 1),
            int number => attribute.Integer(3, number).Integer(20, 2),
            long number => attribute.Integer(3, number).Integer(20, 2),
            string text => attribute.Text(4, text).Integer(20, 3),
            ProtoWriter tensor => attribute.Message(5, tensor).Integer(20, 4),
            float[] numbers => numbers.Aggregate(attribute, (writer, number) => writer.Single(7, number)).Integer(20, 6),
            long[] numbers => numbers.Aggregate(attribute, (writer, number) => writer.Integer(8, number)).Integer(20, 7),
            _ => throw new ArgumentException($"no attribute type for {value.GetType()}"),
        };
    }
}

/// <summary>Writes protobuf fields.</summary>
public sealed class ProtoWriter
{
    private readonly MemoryStream stream = new();

    /// <summary>The bytes so far.</summary>
    public byte[] ToArray() => stream.ToArray();

    /// <summary>A variable-length integer.</summary>
    public ProtoWriter Integer(int field, long value)
    {
        Varint((ulong)field << 3);
        Varint((ulong)value);
        return this;
    }

    /// <summary>A single.</summary>
    public ProtoWriter Single(int field, float value)
    {
        Varint(((ulong)field << 3) | 5);
        stream.Write(BitConverter.GetBytes(value));
        return this;
    }

    /// <summary>Bytes with their length.</summary>
    public ProtoWriter Bytes(int field, byte[] value)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)value.Length);
        stream.Write(value);
        return this;
    }

    /// <summary>A string.</summary>
    public ProtoWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A message.</summary>
    public ProtoWriter Message(int field, ProtoWriter value) => Bytes(field, value.ToArray());

    /// <summary>Packed variable-length integers.</summary>
    public ProtoWriter Packed(int field, long[] values)
    {
        var packed = new ProtoWriter();
        foreach (var value in values) packed.Varint((ulong)value);
        return Bytes(field, packed.ToArray());
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) stream.WriteByte((byte)(value | 0x80));
        stream.WriteByte((byte)value);
    }
}
