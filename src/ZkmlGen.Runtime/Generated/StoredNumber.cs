using System.Buffers.Binary;
using System.ComponentModel;

namespace ZkmlGen.Runtime;

/// <summary>Number formats of a model file, little-endian.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum StoredNumber
{
    /// <summary>IEEE single.</summary>
    Float32,
    /// <summary>IEEE double.</summary>
    Float64,
    /// <summary>IEEE half.</summary>
    Float16,
    /// <summary>64-bit signed.</summary>
    Int64,
    /// <summary>32-bit signed.</summary>
    Int32,
}

internal static class StoredNumbers
{
    /// <summary>Bytes of a number.</summary>
    internal static int Size(this StoredNumber type) => type switch
    {
        StoredNumber.Float64 or StoredNumber.Int64 => 8,
        StoredNumber.Float16 => 2,
        _ => 4,
    };

    /// <summary>The number at the start of the bytes, in single precision as the compiler sees it.</summary>
    internal static float Read(this StoredNumber type, ReadOnlySpan<byte> bytes) => type switch
    {
        StoredNumber.Float32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        StoredNumber.Float64 => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        StoredNumber.Float16 => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        StoredNumber.Int64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        _ => BinaryPrimitives.ReadInt32LittleEndian(bytes),
    };
}
