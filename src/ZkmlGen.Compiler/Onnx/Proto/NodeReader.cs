using System;
using System.Collections.Generic;

namespace ZkmlGen.Compiler.Onnx.Proto;

/// <summary>Reads NodeProto and AttributeProto.</summary>
internal static class NodeReader
{
    /// <summary>Reads a node.</summary>
    public static OnnxNode Node(WireReader reader)
    {
        var node = new OnnxNode();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: node.Inputs.Add(reader.Text()); break;
                case 2: node.Outputs.Add(reader.Text()); break;
                case 3: node.Name = reader.Text(); break;
                case 4: node.OpType = reader.Text(); break;
                case 5: node.Attributes.Add(Attribute(reader.Message())); break;
                case 7: node.Domain = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }
        return node;
    }

    private static OnnxAttribute Attribute(WireReader reader)
    {
        var attribute = new OnnxAttribute();
        var floats = new List<Chunk>();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: attribute.Name = reader.Text(); break;
                case 2: attribute.Float = reader.Single(); break;
                case 3: attribute.Int = reader.Int64(); break;
                case 4: attribute.String = reader.Text(); break;
                case 5: attribute.Tensor = TensorReader.Tensor(reader.Message()); break;
                case 7: reader.Numbers(floats, 4); break;
                case 8: reader.Int64s(attribute.Ints); break;
                case 20: attribute.Type = (OnnxAttributeType)reader.Enum(); break;
                default: reader.Skip(); break;
            }
        }
        foreach (var chunk in floats)
        {
            for (var at = 0; at < chunk.Length; at += 4) attribute.Floats.Add(BitConverter.ToSingle(reader.Bytes, chunk.Offset + at));
        }
        return attribute;
    }
}
