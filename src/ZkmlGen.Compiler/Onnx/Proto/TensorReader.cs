namespace ZkmlGen.Compiler.Onnx.Proto;

/// <summary>Reads TensorProto without copying its numbers.</summary>
internal static class TensorReader
{
    /// <summary>Reads a tensor.</summary>
    public static OnnxTensor Tensor(WireReader reader)
    {
        var tensor = new OnnxTensor(reader.Bytes, reader.File);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: reader.Int64s(tensor.Dims); break;
                case 2: tensor.Type = (OnnxType)reader.Enum(); break;
                case 3: tensor.IsSegment = true; reader.Skip(); break;
                case 4: reader.Numbers(tensor.FloatData, 4); break;
                case 5: reader.Numbers(tensor.Int32Data, 0); break;
                case 7: reader.Numbers(tensor.Int64Data, 0); break;
                case 8: tensor.Name = reader.Text(); break;
                case 9: tensor.Raw = reader.Bytestring(); break;
                case 10: reader.Numbers(tensor.DoubleData, 8); break;
                case 11: reader.Numbers(tensor.Uint64Data, 0); break;
                case 13: External(reader.Message(), tensor); break;
                case 14: tensor.IsExternal = reader.Int64() != 0; break;
                default: reader.Skip(); break;
            }
        }
        return tensor;
    }

    private static void External(WireReader reader, OnnxTensor tensor)
    {
        string key = "", value = "";
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: key = reader.Text(); break;
                case 2: value = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }
        tensor.External[key] = value;
    }
}
