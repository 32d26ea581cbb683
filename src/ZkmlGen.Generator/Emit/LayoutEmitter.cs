using System.Linq;
using ZkmlGen.Circuit;

namespace ZkmlGen.Generator.Emit;

/// <summary>Sizes, the description's bytes and the fixed columns.</summary>
internal sealed class LayoutEmitter(CircuitContext context, CodeWriter writer)
{
    private const int BytesPerLine = 32;

    public void Emit()
    {
        writer.Line("// a and c: outputs and inputs of a tile.");
        writer.Line($"private const int TileOutputs = {context.Size.TileOutputs};");
        writer.Line($"private const int TileInputs = {context.Size.TileInputs};");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public override string ModelDigest => {Names.Literal(context.Names.ModelDigest)};");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public override string ModelResource => {Names.Literal(context.Names.ModelResource)};");
        writer.Line();
        EmitFixed();
        writer.Line();
        EmitDescription();
    }

    private void EmitFixed()
    {
        writer.Line("/// <inheritdoc/>");
        using (writer.Block("public override void FillFixed(in global::ZkmlGen.Runtime.FixedColumns columns)"))
        {
            foreach (var tensor in context.Circuit.Tensors) EmitRows(tensor);
        }
    }

    private void EmitRows(CellTensor tensor)
    {
        var (from, to) = context.Rows(tensor);
        var settings = tensor.Gadget switch
        {
            Gadget.One => [("Lo", 1)],
            Gadget.Input => [("Lo", tensor.Low), Tag(tensor)],
            Gadget.Requant => [("P", 1 << tensor.Shift), ("Lo", tensor.Low), Tag(tensor)],
            Gadget.Square => [("Square", 1), ("SquareScale", 1 << tensor.Shift), Tag(tensor)],
            _ => new (string, int)[0],
        };
        foreach (var (column, value) in settings.Where(setting => setting.Item2 != 0))
        {
            writer.Line($"columns.{column}[{from}..{to}].Fill({value});");
        }
    }

    private (string, int) Tag(CellTensor tensor) => ("Tag", context.Circuit.Ranges.Tag(tensor.Bits));

    private void EmitDescription()
    {
        var bytes = CircuitCodec.Encode(context.Circuit);
        writer.Line("/// <inheritdoc/>");
        writer.Line("public override global::System.ReadOnlySpan<byte> DescriptionBytes =>");
        writer.Line("[");
        using (writer.Indent())
        {
            for (var start = 0; start < bytes.Length; start += BytesPerLine)
            {
                writer.Line(string.Join(",", bytes.Skip(start).Take(BytesPerLine).Select(value => CodeText.Of($"{value}"))) + ",");
            }
        }
        writer.Line("];");
    }
}
