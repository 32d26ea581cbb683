using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler.Onnx.Proto;
using ZkmlGen.Compiler.Onnx.Tensors;

namespace ZkmlGen.Compiler.Onnx;

/// <summary>
/// The attributes of a node. Each must be read (or ignored on purpose) by the operator's builder; see <see cref="CheckAllRead"/>.
/// </summary>
internal sealed class AttributeSet
{
    private readonly NodeContext node;
    private readonly Dictionary<string, OnnxAttribute> attributes = [];
    private readonly HashSet<string> unread = [];

    public AttributeSet(NodeContext node, OnnxNode proto)
    {
        this.node = node;
        foreach (var attribute in proto.Attributes)
        {
            if (!unread.Add(attribute.Name)) throw node.Broken($"has two attributes {Quote.Name(attribute.Name)}");
            attributes[attribute.Name] = attribute;
        }
    }

    public bool Has(string name) => attributes.ContainsKey(name);

    public long Int(string name, long missing) => Find(name, OnnxAttributeType.Int) is { } found ? found.Int : missing;

    /// <summary>An attribute that is 0 or 1.</summary>
    public bool Flag(string name, bool missing) => Int(name, missing ? 1 : 0) != 0;

    public float Float(string name, float missing) => Find(name, OnnxAttributeType.Float) is { } found ? found.Float : missing;

    public string String(string name, string missing) => Find(name, OnnxAttributeType.String) is { } found ? found.String : missing;

    public long[]? Ints(string name) => Find(name, OnnxAttributeType.Ints)?.Ints.ToArray();

    public float[]? Floats(string name) => Find(name, OnnxAttributeType.Floats)?.Floats.ToArray();

    public Tensor? Tensor(string name) => Find(name, OnnxAttributeType.Tensor) is { } found
        ? node.Decode(found.Tensor ?? throw node.Broken($"has an empty attribute {Quote.Name(name)}"))
        : null;

    /// <summary>Attributes that have no meaning for inference.</summary>
    public void Ignore(params string[] names) => unread.ExceptWith(names);

    /// <summary>An attribute that nobody read would change the meaning silently: an error.</summary>
    public void CheckAllRead()
    {
        if (unread.FirstOrDefault() is { } name) throw node.Unsupported($"the attribute {Quote.Name(name)} is not supported");
    }

    private OnnxAttribute? Find(string name, OnnxAttributeType type)
    {
        unread.Remove(name);
        if (!attributes.TryGetValue(name, out var found)) return null;
        if (found.Type != type && found.Type != OnnxAttributeType.Undefined)
            throw node.Broken($"has the attribute {Quote.Name(name)} with type {found.Type} instead of {type}");
        return found;
    }
}
