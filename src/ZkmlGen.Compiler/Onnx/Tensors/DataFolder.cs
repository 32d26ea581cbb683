using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using ZkmlGen.Compiler.Onnx.Proto;

namespace ZkmlGen.Compiler.Onnx.Tensors;

/// <summary>Bytes from an external data file.</summary>
/// <param name="File">Path relative to the model's folder, with forward slashes.</param>
/// <param name="Offset">Where the bytes start in it.</param>
/// <param name="Bytes">The bytes.</param>
internal sealed record ExternalBytes(string File, long Offset, byte[] Bytes);

/// <summary>
/// The folder of a model, as far as external data may be read from it: regular files below it, by relative paths without "..", not through links.
/// </summary>
internal sealed class DataFolder(string? folder)
{
    /// <summary>Reads the external data of a tensor, which must be exactly <paramref name="length"/> bytes.</summary>
    public ExternalBytes Read(OnnxTensor tensor, long length)
    {
        if (folder is null) throw Refused(tensor, "the model was given without a folder; give the model as a file beside its data");
        var (location, offset, given) = (Text(tensor, "location"), Number(tensor, "offset", 0), Number(tensor, "length", length));
        var path = Resolve(tensor, location);
        if (given != length) throw Refused(tensor, $"its shape needs {length} bytes, but the entry says {given}");
        try
        {
            return new ExternalBytes(location.Replace('\\', '/'), offset, ReadBytes(tensor, path, offset, length));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Refused(tensor, $"{Quote.Name(location)} can't be read; put the file beside the model");
        }
    }

    private string Resolve(OnnxTensor tensor, string location)
    {
        var parts = location.Split('/', '\\');
        if (parts.Any(part => part is "" or "." or "..") || location.IndexOfAny([':', '\0']) >= 0 || Path.IsPathRooted(location))
            throw Refused(tensor, $"{Quote.Name(location)} is not a plain relative path inside the model's folder");
        var path = folder!;
        foreach (var part in parts)
        {
            path = Path.Combine(path, part);
            if (IsLink(path)) throw Refused(tensor, $"{Quote.Name(location)} goes through a link, which is not followed");
        }
        return path;
    }

    private static bool IsLink(string path)
    {
        try
        {
            return (System.IO.File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return false; // Not there: opening it says so.
        }
    }

    private static byte[] ReadBytes(OnnxTensor tensor, string path, long offset, long length)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (!stream.CanSeek || offset > stream.Length - length || length > int.MaxValue)
            throw Refused(tensor, $"it needs bytes {offset} to {(ulong)offset + (ulong)length}, but the file has {(stream.CanSeek ? stream.Length : 0)}");
        var bytes = new byte[length];
        stream.Position = offset;
        for (var done = 0; done < bytes.Length;)
        {
            var read = stream.Read(bytes, done, bytes.Length - done);
            if (read == 0) throw new EndOfStreamException();
            done += read;
        }
        return bytes;
    }

    private static string Text(OnnxTensor tensor, string key) =>
        tensor.External.TryGetValue(key, out var value) ? value : throw Refused(tensor, $"the entry {Quote.Name(key)} is missing");

    private static long Number(OnnxTensor tensor, string key, long missing)
    {
        if (!tensor.External.TryGetValue(key, out var text)) return missing;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Refused(tensor, $"the entry {Quote.Name(key)} is not a number");
    }

    private static ModelException Refused(OnnxTensor tensor, string why) => new(DiagnosticIds.ExternalData,
        $"The external data of tensor {Quote.Name(tensor.Name)} in {Quote.Name(tensor.File)} can't be used: {why}.");
}
