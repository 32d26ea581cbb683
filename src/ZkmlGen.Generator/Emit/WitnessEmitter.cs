using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Circuit;
using ZkmlGen.Generator.Emit.Placements;

namespace ZkmlGen.Generator.Emit;

/// <summary>Step 1: quantised inference, layer by layer in the order of addresses.</summary>
internal sealed class WitnessEmitter(CircuitContext context, CodeWriter writer)
{
    private const string Cells = "in global::ZkmlGen.Runtime.Trace trace";
    private const string Parameters = "global::System.ReadOnlySpan<int> tiles, " + Cells;

    public void Emit()
    {
        var computed = Enumerable.Range(0, context.Layers.Length).Where(IsComputed).ToArray();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block($"public override void FillWitness({Parameters})"))
        {
            writer.Line("trace.Pre.Clear();");
            writer.Line("trace.Act[0] = 1;");
            foreach (var tensor in computed) writer.Line($"Fill{context.Layers[tensor]}(tiles, trace);");
        }
        foreach (var tensor in computed) EmitLayer(tensor);
    }

    private bool IsComputed(int tensor) => context.Circuit.Tensors[tensor].Gadget is Gadget.Requant or Gadget.Square;

    private void EmitLayer(int index)
    {
        var tensor = context.Circuit.Tensors[index];
        writer.Line();
        foreach (var line in context.Headline(tensor)) writer.Line(line);
        var loops = new LoopEmitter(writer, context.Layers[index], context.Size.TileOutputs);
        using (writer.Block($"private static void Fill{context.Layers[index]}({Parameters})"))
        {
            writer.Line("var linear = Linear(tiles, trace, TileOutputs, TileInputs);");
            foreach (var (map, nest) in context.PublicMaps[index]) loops.Cells(nest, map.Value);
            foreach (var (map, nest) in context.TileMaps[index]) loops.Tiles(nest, map.Value);
            Finish(tensor);
        }
        loops.EmitHelpers();
    }

    private void Finish(CellTensor tensor)
    {
        var layer = Names.Literal(tensor.Name);
        var remainder = context.Circuit.Ranges.RemainderBits - tensor.Shift;
        if (tensor.Gadget == Gadget.Square)
        {
            writer.Line($"Square(trace, {layer}, {tensor.Address}, {tensor.Size}, shift: {tensor.Shift}, bits: {tensor.Bits}, remainderShift: {remainder});");
            return;
        }
        writer.Line($"Requant(trace, {layer}, {tensor.Address}, {tensor.Size}, shift: {tensor.Shift}, low: {tensor.Low}, bits: {tensor.Bits}, remainderShift: {remainder});");
    }
}
