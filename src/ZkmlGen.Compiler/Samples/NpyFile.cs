using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using ZkmlGen.Compiler.Onnx;
using ZkmlGen.Compiler.Onnx.Proto;
using ZkmlGen.Compiler.Onnx.Tensors;

namespace ZkmlGen.Compiler.Samples;

/// <summary>NumPy's .npy format, versions 1 to 3: magic, header length, a Python dictionary (descr, fortran_order, shape), the data.</summary>
internal static class NpyFile
{
    private const int MaxRank = 16;
    private static readonly byte[] Magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];
    private static readonly Regex Header = new(
        @"^\s*\{(?=.*'descr'\s*:\s*'(?<type>[<>|=][a-z][0-9]{1,2})')(?=.*'fortran_order'\s*:\s*(?<fortran>True|False))(?=.*'shape'\s*:\s*\((?<shape>[0-9\s,L]*)\)).*\}\s*$",
        RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Reads the array; anything that is not one is a <see cref="ModelException"/>.</summary>
    public static SampleTensor Read(byte[] file, string name, string tensor)
    {
        if (file.Length < 10 || !file.Take(Magic.Length).SequenceEqual(Magic)) throw Broken(name, "is not a .npy file");
        var version = file[6];
        var start = version == 1 ? 10 : 12;
        var length = version == 1 ? BitConverter.ToUInt16(file, 8) : file.Length < 12 ? uint.MaxValue : BitConverter.ToUInt32(file, 8);
        if (version is < 1 or > 3 || length > file.Length - start) throw Broken(name, "has a broken .npy header");
        var header = Header.Match(Encoding.UTF8.GetString(file, start, (int)length));
        if (!header.Success) throw Broken(name, "has a .npy header without type, order or shape of a plain numeric array");
        var shape = Shape(header.Groups["shape"].Value, name);
        var values = Values(file, start + (int)length, Count(shape, name), header.Groups["type"].Value, name);
        return new SampleTensor(tensor, shape, header.Groups["fortran"].Value == "True" ? RowMajor(values, shape) : values);
    }

    private static int[] Shape(string text, string name)
    {
        var parts = text.Replace("L", "").Split(',').Select(part => part.Trim()).Where(part => part.Length > 0).ToArray();
        if (parts.Length > MaxRank) throw Broken(name, $"has more than {MaxRank} dimensions");
        return [.. parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var extent)
            ? extent
            : throw Broken(name, $"has a dimension that is no number below 2^31: {part}"))];
    }

    private static int Count(int[] shape, string name)
    {
        var count = 1L;
        foreach (var extent in shape)
        {
            count *= extent;
            if (count > int.MaxValue) throw Broken(name, "is too large");
        }
        return (int)count;
    }

    private static float[] Values(byte[] file, int start, int count, string type, string name)
    {
        var size = int.Parse(type.Substring(2), CultureInfo.InvariantCulture);
        var format = Format(type[1], size) ?? throw Broken(name, $"holds numbers of the type {type}; use float32");
        if ((long)count * size != file.Length - start) throw Broken(name, $"has {file.Length - start} bytes of data where its shape needs {(long)count * size}");
        if (type[0] == '>') file = Swapped(file, start, size);
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            var at = start + i * size;
            values[i] = NumberFormats.IsFloat(format) ? NumberFormats.ReadFloat(format, file, at) : NumberFormats.ReadInteger(format, file, at);
        }
        return values;
    }

    /// <summary>NumPy's kinds are f: float, i: signed, u: unsigned, b: boolean.</summary>
    private static OnnxType? Format(char kind, int size) => (kind, size) switch
    {
        ('f', 2) => OnnxType.Float16,
        ('f', 4) => OnnxType.Float,
        ('f', 8) => OnnxType.Double,
        ('i', 1) => OnnxType.Int8,
        ('i', 2) => OnnxType.Int16,
        ('i', 4) => OnnxType.Int32,
        ('i', 8) => OnnxType.Int64,
        ('u', 1) => OnnxType.Uint8,
        ('u', 2) => OnnxType.Uint16,
        ('u', 4) => OnnxType.Uint32,
        ('u', 8) => OnnxType.Uint64,
        ('b', 1) => OnnxType.Bool,
        _ => null,
    };

    private static byte[] Swapped(byte[] file, int start, int size)
    {
        var swapped = (byte[])file.Clone();
        for (var at = start; at < swapped.Length; at += size) Array.Reverse(swapped, at, size);
        return swapped;
    }

    private static float[] RowMajor(float[] values, int[] shape)
    {
        var result = new float[values.Length];
        var index = new int[shape.Length];
        foreach (var value in values)
        {
            var at = 0;
            for (var d = 0; d < shape.Length; d++) at = at * shape[d] + index[d];
            result[at] = value;
            for (var d = 0; d < shape.Length && ++index[d] == shape[d]; d++) index[d] = 0;
        }
        return result;
    }

    private static ModelException Broken(string name, string what) => new(DiagnosticIds.SampleFile, $"The input file {Quote.Name(name)} {what}.");
}
