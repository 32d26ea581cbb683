using System.Buffers.Binary;
using System.Text;
using CsCheck;

namespace ZkmlGen.Tests.Shared;

/// <summary>Random damage to a file: a few edits, each at a place of its own.</summary>
internal static class Damage
{
    /// <summary>Where something happens: to be taken modulo the number of places.</summary>
    public static readonly Gen<int> Place = Gen.Int[0, int.MaxValue];

    /// <summary>Numbers at which a count, a length or an index goes wrong.</summary>
    public static readonly Gen<ulong> Number = Gen.OneOf<ulong>(
        0, 1, 2, 127, 128, 255, 256, ushort.MaxValue, int.MaxValue, 1UL << 31, uint.MaxValue, 1UL << 32, long.MaxValue, 1UL << 63, ulong.MaxValue - 1, ulong.MaxValue);

    /// <summary>Texts at which a reader of numbers, names or nested lists goes wrong.</summary>
    private static readonly Gen<string> Text = Gen.OneOf(
        "-1", "99999999999", "99999999999999999999", "1e999", "1e-999", "NaN", "\u0664", "\\ud800", "null", "\"", "\0", "{}", ",", new string('[', 1000), new string('9', 5000));

    private static readonly Gen<Func<byte[], byte[]>> Edit = Gen.Frequency(
        (4, Gen.Select(Place, Gen.Int[0, 7], Flip)),
        (4, Gen.Select(Place, Gen.Byte, Set)),
        (4, Gen.Select(Place, Number, Gen.Bool, Overwrite)),
        (1, Gen.Select(Place, Cut)),
        (2, Gen.Select(Place, Gen.Int[1, 64], Delete)),
        (2, Gen.Select(Place, Place, Gen.Int[1, 64], Repeat)),
        (1, Gen.Select(Place, Gen.Int[0, 20], Text, Write)));

    /// <summary>The file after one to six edits.</summary>
    public static Gen<byte[]> Of(byte[] file) => Edit.Array[1, 6].Select(edits => edits.Aggregate(file, (bytes, edit) => bytes.Length == 0 ? bytes : edit(bytes)));

    private static Func<byte[], byte[]> Flip(int place, int bit) => bytes => Changed(bytes, copy => copy[place % copy.Length] ^= (byte)(1 << bit));

    private static Func<byte[], byte[]> Set(int place, byte value) => bytes => Changed(bytes, copy => copy[place % copy.Length] = value);

    /// <summary>Four bytes, in either order.</summary>
    private static Func<byte[], byte[]> Overwrite(int place, ulong value, bool bigEndian) => bytes => Changed(bytes, copy =>
    {
        var number = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(number, (uint)value);
        if (bigEndian) number.AsSpan().Reverse();
        var at = place % copy.Length;
        number.AsSpan(0, Math.Min(4, copy.Length - at)).CopyTo(copy.AsSpan(at));
    });

    private static Func<byte[], byte[]> Cut(int place) => bytes => bytes[..(place % bytes.Length)];

    private static Func<byte[], byte[]> Delete(int place, int count) => bytes =>
    {
        var at = place % bytes.Length;
        return [.. bytes[..at], .. bytes.Skip(at + count)];
    };

    private static Func<byte[], byte[]> Repeat(int from, int to, int count) => bytes =>
        [.. bytes[..(to % bytes.Length)], .. bytes.Skip(from % bytes.Length).Take(count), .. bytes[(to % bytes.Length)..]];

    /// <summary>A text in place of so many bytes.</summary>
    private static Func<byte[], byte[]> Write(int place, int count, string text) => bytes =>
    {
        var at = place % bytes.Length;
        return [.. bytes[..at], .. Encoding.UTF8.GetBytes(text), .. bytes.Skip(at + count)];
    };

    private static byte[] Changed(byte[] bytes, Action<byte[]> change)
    {
        byte[] copy = [.. bytes];
        change(copy);
        return copy;
    }
}
