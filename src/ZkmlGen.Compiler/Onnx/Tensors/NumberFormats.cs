using System;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Onnx.Proto;

namespace ZkmlGen.Compiler.Onnx.Tensors;

/// <summary>How ONNX element types are stored (little-endian).</summary>
internal static class NumberFormats
{
    /// <summary>float, double, float16, bfloat16.</summary>
    public static bool IsFloat(OnnxType type) => type is OnnxType.Float or OnnxType.Double or OnnxType.Float16 or OnnxType.Bfloat16;

    /// <summary>Bytes per element as raw data, or 0 for types that are not read.</summary>
    public static int Size(OnnxType type) => type switch
    {
        OnnxType.Bool or OnnxType.Int8 or OnnxType.Uint8 => 1,
        OnnxType.Int16 or OnnxType.Uint16 or OnnxType.Float16 or OnnxType.Bfloat16 => 2,
        OnnxType.Float or OnnxType.Int32 or OnnxType.Uint32 => 4,
        OnnxType.Double or OnnxType.Int64 or OnnxType.Uint64 => 8,
        _ => 0,
    };

    /// <summary>Bytes per element of a source.</summary>
    public static int Size(ElementType type) => type switch
    {
        ElementType.Float16 => 2,
        ElementType.Float32 or ElementType.Int32 => 4,
        _ => 8,
    };

    /// <summary>The format by which generated code can read the type, or null.</summary>
    public static ElementType? Stored(OnnxType type) => type switch
    {
        OnnxType.Float => ElementType.Float32,
        OnnxType.Double => ElementType.Float64,
        OnnxType.Float16 => ElementType.Float16,
        OnnxType.Int64 => ElementType.Int64,
        OnnxType.Int32 => ElementType.Int32,
        _ => null,
    };

    /// <summary>Element of a floating type at a byte offset.</summary>
    public static float ReadFloat(OnnxType type, byte[] bytes, int at) => type switch
    {
        OnnxType.Float => BitConverter.ToSingle(bytes, at),
        OnnxType.Double => (float)BitConverter.ToDouble(bytes, at),
        OnnxType.Float16 => Half(BitConverter.ToUInt16(bytes, at)),
        _ => Bfloat16(BitConverter.ToUInt16(bytes, at)),
    };

    /// <summary>Element of an integer or boolean type at a byte offset; unsigned 64-bit numbers wrap.</summary>
    public static long ReadInteger(OnnxType type, byte[] bytes, int at) => type switch
    {
        OnnxType.Bool => bytes[at] == 0 ? 0 : 1,
        OnnxType.Uint8 => bytes[at],
        OnnxType.Int8 => (sbyte)bytes[at],
        OnnxType.Uint16 => BitConverter.ToUInt16(bytes, at),
        OnnxType.Int16 => BitConverter.ToInt16(bytes, at),
        OnnxType.Uint32 => BitConverter.ToUInt32(bytes, at),
        OnnxType.Int32 => BitConverter.ToInt32(bytes, at),
        _ => BitConverter.ToInt64(bytes, at),
    };

    /// <summary>A half-precision number from its bits.</summary>
    public static float Half(ushort bits)
    {
        int exponent = (bits >> 10) & 31, fraction = bits & 1023;
        var magnitude = exponent switch
        {
            0 => fraction * Math.Pow(2, -24),
            31 => fraction == 0 ? double.PositiveInfinity : double.NaN,
            _ => (1024 + fraction) * Math.Pow(2, exponent - 25),
        };
        return (float)(bits < 0x8000 ? magnitude : -magnitude);
    }

    /// <summary>A bfloat16 number from its bits: the upper half of a single.</summary>
    public static float Bfloat16(ushort bits) => BitConverter.ToSingle(BitConverter.GetBytes((uint)bits << 16), 0);
}
