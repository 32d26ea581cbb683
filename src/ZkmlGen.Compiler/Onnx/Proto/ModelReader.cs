namespace ZkmlGen.Compiler.Onnx.Proto;

/// <summary>Reads ONNX messages from the wire format. No message is read recursively, so nesting costs no stack.</summary>
internal static class ModelReader
{
    /// <summary>Reads a ModelProto that fills the file.</summary>
    public static OnnxModel Read(byte[] bytes, string file)
    {
        var reader = new WireReader(bytes, file);
        var model = new OnnxModel();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 7:
                    if (model.Graph is not null) throw reader.Broken("it holds two graphs");
                    model.Graph = Graph(reader.Message());
                    break;
                case 8: model.Opsets.Add(Opset(reader.Message())); break;
                default: reader.Skip(); break;
            }
        }
        return model;
    }

    private static System.Collections.Generic.KeyValuePair<string, long> Opset(WireReader reader)
    {
        var domain = "";
        var version = 0L;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: domain = reader.Text(); break;
                case 2: version = reader.Int64(); break;
                default: reader.Skip(); break;
            }
        }
        return new(domain, version);
    }

    private static OnnxGraph Graph(WireReader reader)
    {
        var graph = new OnnxGraph();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: graph.Nodes.Add(NodeReader.Node(reader.Message())); break;
                case 2: graph.Name = reader.Text(); break;
                case 5: graph.Initializers.Add(TensorReader.Tensor(reader.Message())); break;
                case 11: graph.Inputs.Add(ValueInfo(reader.Message())); break;
                case 12: graph.Outputs.Add(ValueInfo(reader.Message())); break;
                case 15: graph.HasSparseInitializers = true; reader.Skip(); break;
                default: reader.Skip(); break;
            }
        }
        return graph;
    }

    private static OnnxValueInfo ValueInfo(WireReader reader)
    {
        var value = new OnnxValueInfo();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: value.Name = reader.Text(); break;
                case 2: Type(reader.Message(), value); break;
                default: reader.Skip(); break;
            }
        }
        return value;
    }

    private static void Type(WireReader reader, OnnxValueInfo value)
    {
        while (reader.Next())
        {
            if (reader.Field == 1) TensorType(reader.Message(), value);
            else reader.Skip();
        }
    }

    private static void TensorType(WireReader reader, OnnxValueInfo value)
    {
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: value.Type = (OnnxType)reader.Enum(); break;
                case 2: Shape(reader.Message(), value); break;
                default: reader.Skip(); break;
            }
        }
    }

    private static void Shape(WireReader reader, OnnxValueInfo value)
    {
        value.Shape = [];
        while (reader.Next())
        {
            if (reader.Field == 1) value.Shape.Add(Dimension(reader.Message()));
            else reader.Skip();
        }
    }

    private static OnnxDimension Dimension(WireReader reader)
    {
        var dimension = new OnnxDimension(null, "");
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: dimension = new OnnxDimension(reader.Int64(), ""); break;
                case 2: dimension = new OnnxDimension(null, reader.Text()); break;
                default: reader.Skip(); break;
            }
        }
        return dimension;
    }
}
