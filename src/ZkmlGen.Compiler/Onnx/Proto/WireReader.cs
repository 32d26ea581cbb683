using System;
using System.Collections.Generic;
using System.Text;

namespace ZkmlGen.Compiler.Onnx.Proto;

/// <summary>A run of bytes in a file.</summary>
internal readonly record struct Chunk(int Offset, int Length);

/// <summary>
/// Reads the fields of one protobuf message, bytes [start, end) of a file. Every read is checked against the end of the message;
/// a violation is a <see cref="ModelException"/> that says where.
/// </summary>
internal sealed class WireReader(byte[] bytes, int start, int end, string file)
{
    private const int VarintType = 0, Fixed64Type = 1, LengthType = 2, Fixed32Type = 5;
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);
    private readonly int end = end;
    private int position = start;
    private int wireType;

    /// <summary>The whole file as one message.</summary>
    public WireReader(byte[] bytes, string file) : this(bytes, 0, bytes.Length, file) { }

    /// <summary>Number of the current field.</summary>
    public int Field { get; private set; }
    /// <summary>The file's bytes, which chunks refer to.</summary>
    public byte[] Bytes => bytes;
    /// <summary>Name of the file, for messages.</summary>
    public string File => file;

    /// <summary>Moves to the next field; false at the end of the message.</summary>
    public bool Next()
    {
        if (position == end) return false;
        var tag = RawVarint();
        if (tag >> 3 is 0 or > 0x1FFFFFFF) throw Broken("a field has an impossible number");
        Field = (int)(tag >> 3);
        wireType = (int)(tag & 7);
        return true;
    }

    /// <summary>The current field as an integer.</summary>
    public long Int64()
    {
        Expect(VarintType);
        return unchecked((long)RawVarint());
    }

    /// <summary>
    /// The current field as an enumeration or a 32-bit integer; values beyond 32 bits become -1, which no enumeration has.
    /// </summary>
    public int Enum() => Int64() is >= 0 and <= int.MaxValue and var value ? (int)value : -1;

    /// <summary>The current field as a single.</summary>
    public float Single()
    {
        Expect(Fixed32Type);
        return BitConverter.ToSingle(bytes, Take(4));
    }

    /// <summary>The bytes of the current string, bytes or message field.</summary>
    public Chunk Bytestring()
    {
        Expect(LengthType);
        var length = RawVarint();
        if (length > (ulong)(end - position)) throw Broken("a field is longer than what contains it");
        return new Chunk(Take((int)length), (int)length);
    }

    /// <summary>The current field as text.</summary>
    public string Text()
    {
        var chunk = Bytestring();
        try
        {
            return Utf8.GetString(bytes, chunk.Offset, chunk.Length);
        }
        catch (ArgumentException)
        {
            throw Broken("a name is not valid UTF-8");
        }
    }

    /// <summary>The current field as a message.</summary>
    public WireReader Message()
    {
        var chunk = Bytestring();
        return new WireReader(bytes, chunk.Offset, chunk.Offset + chunk.Length, file);
    }

    /// <summary>Adds the bytes of a repeated number, packed or one by one.</summary>
    /// <param name="into">Chunks so far.</param>
    /// <param name="size">4 or 8 for fixed width, 0 for variable length.</param>
    public void Numbers(List<Chunk> into, int size)
    {
        if (wireType == LengthType)
        {
            var chunk = Bytestring();
            if (size > 0 && chunk.Length % size != 0) throw Broken("a packed field ends within a number");
            if (chunk.Length > 0) into.Add(chunk);
            return;
        }
        Expect(size switch { 4 => Fixed32Type, 8 => Fixed64Type, _ => VarintType });
        var from = position;
        if (size > 0) Take(size);
        else RawVarint();
        into.Add(new Chunk(from, position - from));
    }

    /// <summary>Adds the integers of a repeated field, packed or one by one.</summary>
    public void Int64s(List<long> into)
    {
        if (wireType != LengthType)
        {
            into.Add(Int64());
            return;
        }
        var packed = Message();
        while (packed.position < packed.end) into.Add(unchecked((long)packed.RawVarint()));
    }

    /// <summary>The variable-length integers in a chunk.</summary>
    public static IEnumerable<long> Varints(byte[] bytes, Chunk chunk, string file)
    {
        var reader = new WireReader(bytes, chunk.Offset, chunk.Offset + chunk.Length, file);
        while (reader.position < reader.end) yield return unchecked((long)reader.RawVarint());
    }

    /// <summary>Passes over the current field.</summary>
    public void Skip()
    {
        switch (wireType)
        {
            case VarintType: RawVarint(); break;
            case Fixed64Type: Take(8); break;
            case LengthType: Bytestring(); break;
            case Fixed32Type: Take(4); break;
            default: throw Broken($"field {Field} has the unknown wire type {wireType}");
        }
    }

    /// <summary>An exception for this place in the file.</summary>
    public ModelException Broken(string what) =>
        new(DiagnosticIds.BrokenFile, $"{Quote.Name(file)} is not a readable ONNX file: {what} (near byte {position}). Export the model again.");

    private void Expect(int type)
    {
        if (wireType != type) throw Broken($"field {Field} has wire type {wireType} where {type} is due");
    }

    private int Take(int count)
    {
        if (count > end - position) throw Broken("the file ends, or a message ends, within a field");
        position += count;
        return position - count;
    }

    private ulong RawVarint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = bytes[Take(1)];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
        throw Broken("an integer has more than ten bytes");
    }
}
