using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using ZkmlGen.Compiler.Onnx;

namespace ZkmlGen.Compiler.Samples;

/// <summary>NumPy's .npz format: a ZIP archive of .npy files, named after the arrays.</summary>
internal static class NpzFile
{
    private const long MaxBytes = 1L << 30;
    private const int BufferSize = 1 << 16;
    private const string Suffix = ".npy";

    /// <summary>Reads all arrays in the order of the archive.</summary>
    public static IReadOnlyList<SampleTensor> Read(byte[] file, string name)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count == 0) throw new InvalidDataException();
            return [.. archive.Entries.Select(entry => NpyFile.Read(Bytes(entry), $"{name}/{entry.FullName}", TensorName(entry.FullName)))];
        }
        catch (InvalidDataException)
        {
            throw new ModelException(DiagnosticIds.SampleFile, $"The input file {Quote.Name(name)} is not a .npz file (a ZIP archive of .npy arrays).");
        }
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        if (entry.Length > MaxBytes) throw new InvalidDataException();
        using var stream = entry.Open();
        // The declared length is the archive's claim: neither reserve as much nor read on past it.
        var bytes = new MemoryStream();
        var buffer = new byte[BufferSize];
        for (int got; bytes.Length < entry.Length && (got = stream.Read(buffer, 0, (int)Math.Min(BufferSize, entry.Length - bytes.Length))) > 0;) bytes.Write(buffer, 0, got);
        return bytes.Length == entry.Length ? bytes.ToArray() : throw new InvalidDataException();
    }

    private static string TensorName(string entry) => entry.EndsWith(Suffix, StringComparison.Ordinal) ? entry.Substring(0, entry.Length - Suffix.Length) : entry;
}
