using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler;
using ZkmlGen.Generator.Emit.Placements;
using static ZkmlGen.Generator.Emit.CodeText;

namespace ZkmlGen.Generator.Emit;

/// <summary>What all parts of the emitter read: the model, its names, and the maps of each tensor in normal form.</summary>
internal sealed class CircuitContext
{
    public CircuitContext(CompiledModel model, ModelNames names)
    {
        (Model, Names) = (model, names);
        var identifiers = Circuit.Tensors.Select(tensor => Emit.Names.Pascal(tensor.Name, "Layer")).ToArray();
        Layers = Emit.Names.Distinct(identifiers, []);
        PublicMaps = Circuit.PublicMaps.Select(map => (map, new Nest(map.Placement))).ToLookup(pair => pair.map.Tensor);
        TileMaps = Circuit.TileMaps.Select(map => (map, new Nest(map.Placement))).ToLookup(pair => pair.map.Tensor);
    }

    public CompiledModel Model { get; }

    public ModelNames Names { get; }

    public CircuitDescription Circuit => Model.Circuit;

    public Dimensions Size => Circuit.Size;

    /// <summary>An identifier for each tensor.</summary>
    public string[] Layers { get; }

    public ILookup<int, (PublicMap Map, Nest Nest)> PublicMaps { get; }

    public ILookup<int, (TileMap Map, Nest Nest)> TileMaps { get; }

    /// <summary>First row of a tensor, and the row behind its last one.</summary>
    public (int From, int To) Rows(CellTensor tensor)
    {
        var lanes = Size.Lanes;
        var from = tensor.Address / lanes;
        return (from, tensor.Gadget == Gadget.Reveal ? from + tensor.Size : (tensor.Address + tensor.Size + lanes - 1) / lanes);
    }

    /// <summary>The comment above each part of a layer.</summary>
    public IEnumerable<string> Headline(CellTensor tensor)
    {
        var (from, to) = Rows(tensor);
        yield return Of($"// {Emit.Names.Comment(tensor.Name)}: {Emit.Names.Comment(tensor.Operator)}, {Emit.Names.Comment(tensor.Shape)}, {GadgetText(tensor)}.");
        yield return Of($"// Rows [{from}, {to}), cells from {tensor.Address}: {tensor.Size}. {LookupText(tensor)}");
    }

    public static string GadgetText(CellTensor tensor) => tensor.Gadget switch
    {
        Gadget.One => "the constant 1",
        Gadget.Input => Of($"input of {tensor.Bits} bits from {tensor.Low}, scale 2^{tensor.ScaleBits}"),
        Gadget.Requant when tensor.Low == 0 => Of($"relu(round(pre / 2^{tensor.Shift})), scale 2^{tensor.ScaleBits}"),
        Gadget.Requant => Of($"max(round(pre / 2^{tensor.Shift}), {tensor.Low}), scale 2^{tensor.ScaleBits}"),
        Gadget.Square => Of($"round(pre^2 / 2^{tensor.Shift}), scale 2^{tensor.ScaleBits}"),
        _ => "public words",
    };

    private static string LookupText(CellTensor tensor) => tensor.Gadget switch
    {
        Gadget.One or Gadget.Reveal => "No range.",
        Gadget.Input => Of($"Lookups: {tensor.Size} in [0, 2^{tensor.Bits})."),
        _ => Of($"Lookups: {tensor.Size} in [0, 2^{tensor.Bits}), {tensor.Size} remainders."),
    };

    /// <summary>Loop variables of factors: their roles, made distinct.</summary>
    public static string[] Variables(IEnumerable<NestFactor> factors) => Emit.Names.Distinct([.. factors.Select(factor => factor.Role)], Array.Empty<string>());

    /// <summary>constant + sum steps[i] variables[i], without what is 0.</summary>
    public static string Sum(int constant, IEnumerable<(int Step, string Variable)> terms)
    {
        var parts = terms.Where(term => term.Step != 0).Select(term => term.Step == 1 ? term.Variable : Of($"{term.Step} * {term.Variable}")).ToList();
        if (constant != 0 || parts.Count == 0) parts.Insert(0, Of($"{constant}"));
        return string.Join(" + ", parts).Replace("+ -", "- ");
    }
}
