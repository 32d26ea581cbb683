using System.Collections.Generic;

namespace ZkmlGen.Compiler.Onnx.Proto;

/// <summary>ModelProto: what the importer reads of it.</summary>
internal sealed class OnnxModel
{
    /// <summary>Domain and version of each operator set.</summary>
    public List<KeyValuePair<string, long>> Opsets { get; } = [];
    /// <summary>The main graph.</summary>
    public OnnxGraph? Graph { get; set; }
}

/// <summary>GraphProto.</summary>
internal sealed class OnnxGraph
{
    public string Name { get; set; } = "";
    public List<OnnxNode> Nodes { get; } = [];
    public List<OnnxTensor> Initializers { get; } = [];
    public List<OnnxValueInfo> Inputs { get; } = [];
    public List<OnnxValueInfo> Outputs { get; } = [];
    /// <summary>Sparse initialisers are not supported; a model that has some is refused.</summary>
    public bool HasSparseInitializers { get; set; }
}

/// <summary>NodeProto. An empty input or output name is an operand left out.</summary>
internal sealed class OnnxNode
{
    public string Name { get; set; } = "";
    public string OpType { get; set; } = "";
    public string Domain { get; set; } = "";
    public List<string> Inputs { get; } = [];
    public List<string> Outputs { get; } = [];
    public List<OnnxAttribute> Attributes { get; } = [];
}

/// <summary>AttributeProto::AttributeType, those read here.</summary>
internal enum OnnxAttributeType
{
    Undefined = 0,
    Float = 1,
    Int = 2,
    String = 3,
    Tensor = 4,
    Graph = 5,
    Floats = 6,
    Ints = 7,
    Strings = 8,
}

/// <summary>AttributeProto. Graphs are not read: no operator that has one is supported.</summary>
internal sealed class OnnxAttribute
{
    public string Name { get; set; } = "";
    public OnnxAttributeType Type { get; set; }
    public float Float { get; set; }
    public long Int { get; set; }
    public string String { get; set; } = "";
    public OnnxTensor? Tensor { get; set; }
    public List<float> Floats { get; } = [];
    public List<long> Ints { get; } = [];
}

/// <summary>TensorProto. The numbers stay in the file until they are needed; chunks say where.</summary>
internal sealed class OnnxTensor(byte[] bytes, string file)
{
    /// <summary>The file that the chunks refer to.</summary>
    public byte[] Bytes { get; } = bytes;
    /// <summary>Its name.</summary>
    public string File { get; } = file;
    public string Name { get; set; } = "";
    public List<long> Dims { get; } = [];
    public OnnxType Type { get; set; }
    public Chunk? Raw { get; set; }
    public List<Chunk> FloatData { get; } = [];
    public List<Chunk> Int32Data { get; } = [];
    public List<Chunk> Int64Data { get; } = [];
    public List<Chunk> DoubleData { get; } = [];
    public List<Chunk> Uint64Data { get; } = [];
    /// <summary>True when the numbers are in another file.</summary>
    public bool IsExternal { get; set; }
    /// <summary>Keys of external data: location, offset, length.</summary>
    public Dictionary<string, string> External { get; } = [];
    /// <summary>A part of a larger tensor (never used by exporters, not supported).</summary>
    public bool IsSegment { get; set; }
}

/// <summary>ValueInfoProto of a tensor.</summary>
internal sealed class OnnxValueInfo
{
    public string Name { get; set; } = "";
    /// <summary>Undefined for anything but a tensor.</summary>
    public OnnxType Type { get; set; }
    /// <summary>Null when the file gives no shape.</summary>
    public List<OnnxDimension>? Shape { get; set; }
}

/// <summary>TensorShapeProto.Dimension: a number, a symbol, or neither.</summary>
internal readonly record struct OnnxDimension(long? Value, string Symbol);

/// <summary>TensorProto::DataType.</summary>
internal enum OnnxType
{
    Undefined = 0,
    Float = 1,
    Uint8 = 2,
    Int8 = 3,
    Uint16 = 4,
    Int16 = 5,
    Int32 = 6,
    Int64 = 7,
    String = 8,
    Bool = 9,
    Float16 = 10,
    Double = 11,
    Uint32 = 12,
    Uint64 = 13,
    Bfloat16 = 16,
}
