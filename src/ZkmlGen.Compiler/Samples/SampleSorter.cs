using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Compiler.Onnx;

namespace ZkmlGen.Compiler.Samples;

/// <summary>Sorts the tensors of sample files into one array per model input and sample.</summary>
internal sealed class SampleSorter(IReadOnlyList<Value> inputs)
{
    private readonly List<float[]>[] columns = [.. inputs.Select(_ => new List<float[]>())];
    private int next;

    public IReadOnlyList<CalibrationSample> Sort(IEnumerable<SampleTensor> tensors)
    {
        foreach (var tensor in tensors)
        {
            var index = IndexOf(tensor);
            Cut(tensor, inputs[index], columns[index]);
        }
        var counts = columns.Select(column => column.Count).ToArray();
        if (counts.Any(count => count != counts[0])) throw Refuse($"give {string.Join(" and ", counts)} samples for the model's {counts.Length} inputs; every input needs as many as the others");
        return [.. Enumerable.Range(0, counts[0]).Select(sample => new CalibrationSample([.. columns.Select(column => column[sample])]))];
    }

    private int IndexOf(SampleTensor tensor)
    {
        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].Name == tensor.Name) return i;
        }
        return next++ % inputs.Count;
    }

    private static void Cut(SampleTensor tensor, Value input, List<float[]> samples)
    {
        var size = Shapes.Count(input.Shape);
        var given = tensor.Values.Length;
        if (given == 0 || given % size != 0)
        {
            throw Refuse($"give {given} numbers{(tensor.Shape is { } shape ? " of the shape " + Quote.Shape(shape) : "")} for the input {Quote.Name(input.Name)} of the shape {Quote.Shape(input.Shape)}, which has {size}");
        }
        if (tensor.Values.Any(value => float.IsNaN(value) || float.IsInfinity(value))) throw Refuse($"hold a number that is not finite, for the input {Quote.Name(input.Name)}");
        for (var start = 0; start < given; start += size)
        {
            var sample = new float[size];
            Array.Copy(tensor.Values, start, sample, 0, size);
            samples.Add(sample);
        }
    }

    private static ModelException Refuse(string what) => new(DiagnosticIds.SampleFile, $"The input files {what}.");
}
