using System;
using System.Collections.Generic;
using System.IO;
using ZkmlGen.Compiler.Onnx;

namespace ZkmlGen.Compiler.Samples;

/// <summary>Files with model inputs: NumPy's .npy and .npz, and .pb files that hold one ONNX TensorProto.</summary>
public static class SampleFile
{
    /// <summary>The tensors of a file, in its order.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="name">File name for messages; its extension says what the bytes are.</param>
    /// <exception cref="ModelException">The only exception: the file is broken or of another kind.</exception>
    public static IReadOnlyList<SampleTensor> Read(byte[] file, string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".npy" => [NpyFile.Read(file, name, Path.GetFileNameWithoutExtension(name))],
        ".npz" => NpzFile.Read(file, name),
        ".pb" => [Tensor(TensorFile.Read(file, name))],
        _ => throw new ModelException(DiagnosticIds.SampleFile,
            $"The input file {Quote.Name(name)} has an unknown extension: .npy, .npz and .pb (an ONNX TensorProto) are read."),
    };

    /// <summary>Sorts tensors into samples: by name where a tensor is called like an input, else in turn; a tensor may hold several samples.</summary>
    /// <exception cref="ModelException">Sizes or numbers don't fit the model.</exception>
    public static IReadOnlyList<CalibrationSample> Assemble(IReadOnlyList<Graph.Value> inputs, IEnumerable<SampleTensor> tensors) =>
        new SampleSorter(inputs).Sort(tensors);

    private static SampleTensor Tensor(StoredTensor tensor) => new(tensor.Name, tensor.Shape, tensor.Values);
}
