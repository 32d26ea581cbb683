using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Onnx.Proto;

namespace ZkmlGen.Compiler.Onnx.Tensors;

/// <summary>
/// Turns a TensorProto into a constant. Nothing is allocated before the stored data is known to be as long as the shape says.
/// </summary>
internal static class TensorDecoder
{
    /// <summary>Decodes a tensor; <paramref name="folder"/> serves external data.</summary>
    public static Tensor Decode(OnnxTensor tensor, DataFolder folder)
    {
        var shape = Shape(tensor);
        if (NumberFormats.Size(tensor.Type) == 0)
        {
            throw new ModelException(DiagnosticIds.ElementType,
                $"Tensor {Quote.Name(tensor.Name)} in {Quote.Name(tensor.File)} has the element type {tensor.Type}, which is not supported; use float tensors.");
        }
        if (tensor.IsSegment) throw Broken(tensor, "is stored in segments, which is not supported");
        if (tensor.IsExternal) return External(tensor, shape, folder);
        if (tensor.Raw is { } raw) return Raw(tensor, shape, tensor.Bytes, raw, null, raw.Offset);
        return NumberFormats.IsFloat(tensor.Type) ? Floats(tensor, shape) : Integers(tensor, shape);
    }

    private static int[] Shape(OnnxTensor tensor)
    {
        // Extents of 0 don't lift the limit for the others: a transpose may put them last.
        var bound = 1L;
        foreach (var extent in tensor.Dims)
        {
            if (extent is < 0 or > Limits.Elements || tensor.Dims.Count > Limits.Rank) throw TooLarge(tensor);
            bound *= Math.Max(1, extent);
            if (bound > Limits.Elements) throw TooLarge(tensor);
        }
        return [.. tensor.Dims.Select(extent => (int)extent)];
    }

    private static Tensor External(OnnxTensor tensor, int[] shape, DataFolder folder)
    {
        var length = (long)Shapes.Count(shape) * NumberFormats.Size(tensor.Type);
        var stored = folder.Read(tensor, length);
        return Raw(tensor, shape, stored.Bytes, new Chunk(0, stored.Bytes.Length), stored.File, stored.Offset);
    }

    private static Tensor Raw(OnnxTensor tensor, int[] shape, byte[] bytes, Chunk chunk, string? file, long fileOffset)
    {
        int count = Shapes.Count(shape), size = NumberFormats.Size(tensor.Type);
        CheckLength(tensor, (long)count * size, chunk.Length, "bytes");
        if (!NumberFormats.IsFloat(tensor.Type))
        {
            var integers = new long[count];
            for (var i = 0; i < count; i++) integers[i] = NumberFormats.ReadInteger(tensor.Type, bytes, chunk.Offset + i * size);
            return new Tensor(tensor.Type, shape, integers);
        }
        var floats = new float[count];
        if (tensor.Type == OnnxType.Float) Buffer.BlockCopy(bytes, chunk.Offset, floats, 0, chunk.Length);
        else for (var i = 0; i < count; i++) floats[i] = NumberFormats.ReadFloat(tensor.Type, bytes, chunk.Offset + i * size);
        return new Tensor(tensor.Type, shape, floats, Source(tensor.Type, shape, file, fileOffset));
    }

    private static Tensor Floats(OnnxTensor tensor, int[] shape)
    {
        if (tensor.Type is OnnxType.Float16 or OnnxType.Bfloat16)
        {
            var bits = Varints(tensor, tensor.Int32Data, Shapes.Count(shape));
            Func<ushort, float> convert = tensor.Type == OnnxType.Float16 ? NumberFormats.Half : NumberFormats.Bfloat16;
            return new Tensor(tensor.Type, shape, Array.ConvertAll(bits, value => convert(unchecked((ushort)value))));
        }
        var chunks = tensor.Type == OnnxType.Float ? tensor.FloatData : tensor.DoubleData;
        int count = Shapes.Count(shape), size = NumberFormats.Size(tensor.Type), next = 0;
        CheckLength(tensor, count, chunks.Sum(chunk => (long)chunk.Length) / size, "numbers");
        var floats = new float[count];
        foreach (var chunk in chunks)
        {
            for (var at = 0; at < chunk.Length; at += size) floats[next++] = NumberFormats.ReadFloat(tensor.Type, tensor.Bytes, chunk.Offset + at);
        }
        return new Tensor(tensor.Type, shape, floats, chunks.Count == 1 ? Source(tensor.Type, shape, null, chunks[0].Offset) : null);
    }

    private static Tensor Integers(OnnxTensor tensor, int[] shape)
    {
        var chunks = tensor.Type switch
        {
            OnnxType.Int64 => tensor.Int64Data,
            OnnxType.Uint32 or OnnxType.Uint64 => tensor.Uint64Data,
            _ => tensor.Int32Data,
        };
        return new Tensor(tensor.Type, shape, Varints(tensor, chunks, Shapes.Count(shape)));
    }

    private static long[] Varints(OnnxTensor tensor, List<Chunk> chunks, int count)
    {
        // An integer has at least one byte, so this bounds what is allocated by the file's length.
        if (chunks.Sum(chunk => (long)chunk.Length) < count) CheckLength(tensor, count, 0, "numbers");
        var integers = new List<long>(count);
        foreach (var chunk in chunks) integers.AddRange(WireReader.Varints(tensor.Bytes, chunk, tensor.File));
        CheckLength(tensor, count, integers.Count, "numbers");
        return [.. integers];
    }

    private static ConstantSource? Source(OnnxType type, int[] shape, string? file, long offset) =>
        NumberFormats.Stored(type) is { } stored ? new ConstantSource(file, offset, stored, Shapes.Strides(shape)) : null;

    private static void CheckLength(OnnxTensor tensor, long expected, long stored, string unit)
    {
        if (expected != stored)
            throw Broken(tensor, $"has shape {Quote.Shape(tensor.Dims)}, {expected} {unit}, but the file holds {stored}");
    }

    private static ModelException Broken(OnnxTensor tensor, string what) =>
        new(DiagnosticIds.BrokenFile, $"Tensor {Quote.Name(tensor.Name)} in {Quote.Name(tensor.File)} {what}. Export the model again.");

    private static ModelException TooLarge(OnnxTensor tensor) =>
        new(DiagnosticIds.Shape, $"Tensor {Quote.Name(tensor.Name)} in {Quote.Name(tensor.File)} has the impossible shape {Quote.Shape(tensor.Dims)}.");
}
