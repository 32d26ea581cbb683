using System.Text;
using CsCheck;
using ZkmlGen.Compiler.Onnx.Operators;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Compiler.Tests.Onnx.Fuzzing;

/// <summary>Random damage to a model that leaves it a protobuf message: fields that are lost, doubled, moved, renumbered, or hold what belongs elsewhere.</summary>
internal static class ProtoDamage
{
    private static readonly Gen<Action<List<ProtoField>>> Edit = Gen.Frequency(
        (2, Damage.Place.Select(Remove)),
        (2, Gen.Select(Damage.Place, Damage.Place, Copy)),
        (3, Gen.Select(Damage.Place, Damage.Place, Replace)),
        (3, Gen.Select(Damage.Place, Damage.Number, SetNumber)),
        (2, Gen.Select(Damage.Place, Damage.Place, NameOperator)),
        (1, Gen.Select(Damage.Place, Gen.Int[1, 20], Renumber)),
        (1, Gen.Select(Damage.Place, Gen.Byte.Array[0, 16], SetBytes)));

    /// <summary>The model after one to five edits.</summary>
    public static Gen<byte[]> Of(byte[] model) => Edit.Array[1, 5].Select(edits =>
    {
        var root = ProtoTree.Read(model)!;
        foreach (var edit in edits) edit(root);
        return ProtoTree.Write(root);
    });

    private static Action<List<ProtoField>> Remove(int place) => root => At(root, place, _ => true, (parent, field) => parent.Remove(field));

    /// <summary>A copy of one field beside another.</summary>
    private static Action<List<ProtoField>> Copy(int from, int to) => root =>
        At(root, from, _ => true, (_, source) => At(root, to, _ => true, (parent, field) => parent.Insert(parent.IndexOf(field), Clone(source))));

    /// <summary>A copy of one field in place of another with the same number and type.</summary>
    private static Action<List<ProtoField>> Replace(int from, int to) => root =>
        At(root, from, _ => true, (_, source) => At(
            root, to, field => (field.Number, field.Type) == (source.Number, source.Type), (parent, field) => parent[parent.IndexOf(field)] = Clone(source)));

    private static Action<List<ProtoField>> SetNumber(int place, ulong value) => root => At(root, place, field => field.Type == ProtoField.Varint, (_, field) => field.Value = value);

    /// <summary>The name of any operator in a field 4, where nodes have theirs.</summary>
    private static Action<List<ProtoField>> NameOperator(int place, int op) => root =>
    {
        var names = OnnxOperators.Names.Order(StringComparer.Ordinal).ToArray();
        At(root, place, field => field is { Number: 4, Type: ProtoField.Length }, (parent, field) =>
            parent[parent.IndexOf(field)] = new() { Number = 4, Type = ProtoField.Length, Bytes = Encoding.UTF8.GetBytes(names[op % names.Length]) });
    };

    private static Action<List<ProtoField>> Renumber(int place, int number) => root => At(root, place, _ => true, (_, field) => field.Number = number);

    private static Action<List<ProtoField>> SetBytes(int place, byte[] bytes) => root =>
        At(root, place, field => field is { Type: ProtoField.Length, Fields: null }, (_, field) => field.Bytes = bytes);

    private static void At(List<ProtoField> root, int place, Func<ProtoField, bool> condition, Action<List<ProtoField>, ProtoField> change)
    {
        var found = ProtoTree.Walk(root).Where(entry => condition(entry.Field)).ToArray();
        if (found.Length > 0) change(found[place % found.Length].Parent, found[place % found.Length].Field);
    }

    private static ProtoField Clone(ProtoField field) =>
        new() { Number = field.Number, Type = field.Type, Value = field.Value, Bytes = field.Bytes, Fields = field.Fields?.ConvertAll(Clone) };
}
