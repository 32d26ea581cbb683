using System;
using System.Linq;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Onnx.Proto;

namespace ZkmlGen.Compiler.Onnx.Tensors;

/// <summary>
/// A constant during import: floats for the floating types, integers for the others (booleans are 0 and 1). Immutable.
/// </summary>
internal sealed class Tensor
{
    private readonly Array data;

    private Tensor(OnnxType type, int[] shape, Array data, ConstantSource? source) =>
        (Type, Shape, this.data, Source) = (type, shape, data, source);

    /// <summary>A tensor of a floating type.</summary>
    public Tensor(OnnxType type, int[] shape, float[] floats, ConstantSource? source = null) : this(type, shape, (Array)floats, source) { }

    /// <summary>A tensor of an integer type or of booleans.</summary>
    public Tensor(OnnxType type, int[] shape, long[] integers) : this(type, shape, integers, null) { }

    /// <summary>A 1-D int64 tensor.</summary>
    public static Tensor Vector(params long[] integers) => new(OnnxType.Int64, [integers.Length], integers);

    /// <summary>A float scalar.</summary>
    public static Tensor Scalar(double value) => new(OnnxType.Float, [], [(float)value], null);

    public OnnxType Type { get; }
    public int[] Shape { get; }
    /// <summary>Where the numbers stand unchanged, if they do.</summary>
    public ConstantSource? Source { get; }
    public bool IsFloat => data is float[];
    public int Count => data.Length;
    /// <summary>Values of a floating tensor; do not modify.</summary>
    public float[] Floats => (float[])data;
    /// <summary>Values of an integer or boolean tensor; do not modify.</summary>
    public long[] Integers => (long[])data;

    /// <summary>The values as floats, whatever the type.</summary>
    public float[] ToFloats() => data as float[] ?? Integers.Select(value => (float)value).ToArray();

    /// <summary>The same elements with another type tag of the same kind.</summary>
    public Tensor As(OnnxType type) => new(type, Shape, data, Source);

    /// <summary>The same elements with another shape of the same count.</summary>
    public Tensor Reshape(int[] shape) =>
        new(Type, shape, data, Source is null ? null : Moved(Source, 0, Shapes.ReshapeStrides(Shape, Source.Strides, shape)));

    /// <summary>Output dimension d is dimension permutation[d].</summary>
    public Tensor Transpose(int[] permutation)
    {
        var strides = Shapes.Strides(Shape);
        return View(
            [.. permutation.Select(d => Shape[d])], 0, [.. permutation.Select(d => strides[d])],
            source => Moved(source, 0, [.. permutation.Select(d => source.Strides[d])]));
    }

    /// <summary>Output index i along dimension d reads starts[d] + i steps[d].</summary>
    public Tensor Slice(int[] starts, int[] steps, int[] shape)
    {
        var strides = Shapes.Strides(Shape);
        return View(
            shape, Dot(starts, strides), [.. strides.Zip(steps, (stride, step) => stride * step)],
            source => Moved(source, Dot(starts, source.Strides), [.. source.Strides.Zip(steps, (stride, step) => stride * step)]));
    }

    /// <summary>Repeats dimensions of size 1 (and leading ones) up to the shape.</summary>
    public Tensor Broadcast(int[] shape) => shape.SequenceEqual(Shape) ? this : View(
        shape, 0, Shapes.BroadcastStrides(Shape, Shapes.Strides(Shape), shape),
        source => Moved(source, 0, Shapes.BroadcastStrides(Shape, source.Strides, shape)));

    /// <summary>Elements at the given places, with the given shape.</summary>
    public Tensor Pick(int[] shape, int[] offsets) => new(Type, shape, Gather(offsets), null);

    /// <summary>The elements of tensors of one kind, one tensor after the other, as a vector.</summary>
    public static Tensor Chain(Tensor[] parts) => parts[0].IsFloat
        ? new Tensor(parts[0].Type, [parts.Sum(part => part.Count)], [.. parts.SelectMany(part => part.Floats)])
        : new Tensor(parts[0].Type, [parts.Sum(part => part.Count)], [.. parts.SelectMany(part => part.Integers)]);

    private Tensor View(int[] shape, int start, int[] strides, Func<ConstantSource, ConstantSource?> move) =>
        new(Type, shape, Gather(Shapes.Offsets(shape, strides, start)), Source is null ? null : move(Source));

    private Array Gather(int[] offsets)
    {
        if (data is float[] floats) return Array.ConvertAll(offsets, offset => floats[offset]);
        var integers = Integers;
        return Array.ConvertAll(offsets, offset => integers[offset]);
    }

    private static ConstantSource? Moved(ConstantSource source, int elements, int[]? strides) => strides is null ? null : source with
    {
        FileOffset = source.FileOffset + (long)elements * NumberFormats.Size(source.Type),
        Strides = strides,
    };

    private static int Dot(int[] a, int[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
