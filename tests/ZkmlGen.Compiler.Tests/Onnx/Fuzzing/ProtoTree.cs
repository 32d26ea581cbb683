using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Compiler.Tests.Onnx.Fuzzing;

/// <summary>A field of a protobuf message. One with a length is a message wherever its bytes can be read as one, else bytes.</summary>
internal sealed class ProtoField
{
    public const int Varint = 0, Fixed64 = 1, Length = 2, Fixed32 = 5;

    public required int Number { get; set; }
    public required int Type { get; init; }
    /// <summary>Bytes of each of its integers beyond those needed.</summary>
    public int Padding { get; set; }
    /// <summary>The length that it states, of its true one; null: that one.</summary>
    public Func<int, ulong>? Stated { get; set; }
    /// <summary>Of a varint.</summary>
    public ulong Value { get; set; }
    /// <summary>Of a field of fixed or stated length that is no message.</summary>
    public byte[] Bytes { get; set; } = [];
    /// <summary>Of a message.</summary>
    public List<ProtoField>? Fields { get; init; }
}

/// <summary>Any protobuf message as a tree, to be changed and written: with lengths that fit, and integers as short as they can be, where fields say nothing else.</summary>
internal static class ProtoTree
{
    /// <summary>The fields of a message; null if the bytes are none.</summary>
    public static List<ProtoField>? Read(ReadOnlySpan<byte> bytes)
    {
        var fields = new List<ProtoField>();
        while (bytes.Length > 0)
        {
            if (TakeVarint(ref bytes) is not { } tag || tag >> 3 is 0 or > 1000 || TakeField(ref bytes, (int)(tag >> 3), (int)(tag & 7)) is not { } field) return null;
            fields.Add(field);
        }
        return fields;
    }

    /// <summary>The bytes of a message.</summary>
    public static byte[] Write(List<ProtoField> fields)
    {
        var bytes = new MemoryStream();
        foreach (var field in fields) Write(field, bytes);
        return bytes.ToArray();
    }

    /// <summary>What a field holds: a number, or the bytes behind tag and length.</summary>
    public static byte[] Content(ProtoField field)
    {
        if (field.Type != ProtoField.Varint) return field.Fields is null ? field.Bytes : Write(field.Fields);
        var bytes = new MemoryStream();
        WriteVarint(bytes, field.Value, field.Padding);
        return bytes.ToArray();
    }

    /// <summary>All fields below these, with the message that holds each.</summary>
    public static IEnumerable<(List<ProtoField> Parent, ProtoField Field)> Walk(List<ProtoField> fields) =>
        fields.SelectMany(field => Walk(field.Fields ?? []).Prepend((fields, field)));

    private static void Write(ProtoField field, MemoryStream bytes)
    {
        var content = Content(field);
        WriteVarint(bytes, ((ulong)field.Number << 3) | (uint)field.Type, field.Padding);
        if (field.Type == ProtoField.Length) WriteVarint(bytes, field.Stated?.Invoke(content.Length) ?? (ulong)content.Length, field.Padding);
        bytes.Write(content);
    }

    private static void WriteVarint(MemoryStream bytes, ulong value, int padding)
    {
        for (; value >= 0x80; value >>= 7) bytes.WriteByte((byte)(value | 0x80));
        for (; padding > 0; padding--, value = 0) bytes.WriteByte((byte)(value | 0x80));
        bytes.WriteByte((byte)value);
    }

    private static ProtoField? TakeField(ref ReadOnlySpan<byte> bytes, int number, int type)
    {
        if (type == ProtoField.Varint) return TakeVarint(ref bytes) is { } value ? new() { Number = number, Type = type, Value = value } : null;
        ulong? length = type switch { ProtoField.Fixed64 => 8, ProtoField.Fixed32 => 4, ProtoField.Length => TakeVarint(ref bytes), _ => null };
        if (length is not { } count || count > (ulong)bytes.Length) return null;
        var content = bytes[..(int)count];
        bytes = bytes[(int)count..];
        var fields = type == ProtoField.Length && count > 0 ? Read(content) : null;
        return new() { Number = number, Type = type, Bytes = content.ToArray(), Fields = fields };
    }

    private static ulong? TakeVarint(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var i = 0; i < Math.Min(bytes.Length, 10); i++)
        {
            value |= (ulong)(bytes[i] & 0x7f) << (7 * i);
            if (bytes[i] >= 0x80) continue;
            bytes = bytes[(i + 1)..];
            return value;
        }
        return null;
    }
}
