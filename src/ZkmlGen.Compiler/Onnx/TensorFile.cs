using System.Collections.Generic;
using ZkmlGen.Compiler.Onnx.Proto;
using ZkmlGen.Compiler.Onnx.Tensors;

namespace ZkmlGen.Compiler.Onnx;

/// <summary>A tensor read from a file of its own.</summary>
/// <param name="Name">The name stored with it, often empty.</param>
/// <param name="Shape">Row-major shape.</param>
/// <param name="Values">Its numbers, whatever type they were stored with.</param>
public sealed record StoredTensor(string Name, IReadOnlyList<int> Shape, float[] Values);

/// <summary>Files that hold one serialised TensorProto, by convention input_0.pb and output_0.pb.</summary>
public static class TensorFile
{
    /// <summary>Reads such a file; anything else is a <see cref="ModelException"/>.</summary>
    public static StoredTensor Read(byte[] file, string fileName)
    {
        var proto = TensorReader.Tensor(new WireReader(file, fileName));
        var tensor = TensorDecoder.Decode(proto, new DataFolder(null));
        return new StoredTensor(proto.Name, tensor.Shape, tensor.ToFloats());
    }
}
