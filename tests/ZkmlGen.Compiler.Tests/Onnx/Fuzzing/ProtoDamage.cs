using System.Text;
using CsCheck;
using ZkmlGen.Compiler.Onnx.Operators;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Compiler.Tests.Onnx.Fuzzing;

/// <summary>
/// Random damage to a model, field by field: fields that are lost, doubled, moved, renumbered, cut, of another type, or hold what belongs elsewhere; lengths that do
/// not fit, and integers that are longer than they need be.
/// </summary>
internal static class ProtoDamage
{
    private static readonly Gen<Action<List<ProtoField>>> Edit = Gen.Frequency(
        (2, Damage.Place.Select(Remove)),
        (2, Gen.Select(Damage.Place, Damage.Place, Copy)),
        (3, Gen.Select(Damage.Place, Damage.Place, Replace)),
        (3, Gen.Select(Damage.Place, Damage.Number, SetNumber)),
        (2, Gen.Select(Damage.Place, Damage.Place, NameOperator)),
        (1, Gen.Select(Damage.Place, Gen.Int[1, 20], Renumber)),
        (1, Gen.Select(Damage.Place, Gen.Byte.Array[0, 16], SetBytes)),
        (1, Gen.Select(Damage.Place, Damage.Place, Cut)),
        (1, Gen.Select(Damage.Place, Gen.OneOf(ProtoField.Varint, ProtoField.Fixed64, ProtoField.Length, ProtoField.Fixed32, 3, 6), Retype)),
        (1, Gen.Select(Damage.Place, Damage.Number, StateLength)),
        (1, Gen.Select(Damage.Place, Gen.Int[-8, 8], StretchLength)),
        (1, Gen.Select(Damage.Place, Gen.Int[1, 12], Pad)));

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

    /// <summary>The first bytes of a field, with a length that fits them.</summary>
    private static Action<List<ProtoField>> Cut(int place, int at) => root => At(root, place, field => field.Type == ProtoField.Length, (parent, field) =>
    {
        var content = ProtoTree.Content(field);
        parent[parent.IndexOf(field)] = new() { Number = field.Number, Type = field.Type, Bytes = content[..(at % (content.Length + 1))] };
    });

    /// <summary>The same content, as far as it fits, as another wire type.</summary>
    private static Action<List<ProtoField>> Retype(int place, int type) => root => At(root, place, _ => true, (parent, field) =>
    {
        byte[] content = [.. ProtoTree.Content(field), .. new byte[8]];
        var size = type switch { ProtoField.Length => content.Length - 8, ProtoField.Fixed64 => 8, ProtoField.Fixed32 => 4, _ => 0 };
        parent[parent.IndexOf(field)] = new() { Number = field.Number, Type = type, Value = BitConverter.ToUInt64(content), Bytes = content[..size] };
    });

    private static Action<List<ProtoField>> StateLength(int place, ulong length) => root =>
        At(root, place, field => field.Type == ProtoField.Length, (_, field) => field.Stated = _ => length);

    private static Action<List<ProtoField>> StretchLength(int place, int by) => root =>
        At(root, place, field => field.Type == ProtoField.Length, (_, field) => field.Stated = length => (ulong)Math.Max(0, length + by));

    private static Action<List<ProtoField>> Pad(int place, int bytes) => root => At(root, place, _ => true, (_, field) => field.Padding = bytes);

    private static void At(List<ProtoField> root, int place, Func<ProtoField, bool> condition, Action<List<ProtoField>, ProtoField> change)
    {
        var found = ProtoTree.Walk(root).Where(entry => condition(entry.Field)).ToArray();
        if (found.Length > 0) change(found[place % found.Length].Parent, found[place % found.Length].Field);
    }

    private static ProtoField Clone(ProtoField field) =>
        new() { Number = field.Number, Type = field.Type, Padding = field.Padding, Stated = field.Stated, Value = field.Value, Bytes = field.Bytes, Fields = field.Fields?.ConvertAll(Clone) };
}
