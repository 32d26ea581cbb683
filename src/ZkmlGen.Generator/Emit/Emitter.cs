using System;
using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Compiler;

namespace ZkmlGen.Generator.Emit;

/// <summary>Writes the C# of a compiled model: the typed API and a circuit class with everything specialised. Pure: the same model gives the same text.</summary>
public static class Emitter
{
    /// <summary>Version of the generator, as in the header of generated files.</summary>
    public static string Version { get; } = typeof(Emitter).Assembly.GetName().Version.ToString(3);

    internal static string GeneratedCodeAttribute { get; } = $"[global::System.CodeDom.Compiler.GeneratedCode(\"ZkmlGen\", \"{Version}\")]";

    /// <summary>The files of a model.</summary>
    public static GeneratedSource Emit(CompiledModel model, ModelNames names)
    {
        var context = new CircuitContext(model, names);
        return new GeneratedSource(new[]
        {
            Api(context),
            Part(context, "Layout", "Sizes, description and fixed columns.", writer => new LayoutEmitter(context, writer).Emit()),
            Part(context, "Weights", "How the weights are read from the model file.", writer => new WeightsEmitter(context, writer).Emit()),
            Part(context, "Witness", "Step 1: quantised inference.", writer => new WitnessEmitter(context, writer).Emit()),
            Part(context, "Transpose", "Step 2: the transposed operators.", writer => new TransposeEmitter(context, writer).Emit()),
            Part(context, "Geometry", "Section 3: the places of the tiles.", writer => new GeometryEmitter(context, writer).Emit()),
            Part(context, "Constraints", "Step 4: the constraints of the gadgets in use.", writer => new ConstraintsEmitter(context, writer).Emit()),
        });
    }

    private static GeneratedFile Api(CircuitContext context)
    {
        var writer = new CodeWriter();
        var header = new HeaderEmitter(context, writer);
        header.Emit("The typed API.");
        header.Describe();
        writer.Line();
        var type = "global::" + context.Names.FullName;
        writer.Line($"[assembly: global::ZkmlGen.Runtime.ZkCircuit(typeof({type}), typeof({type}.Circuit))]");
        writer.Line();
        InType(context, writer, () =>
        {
            new ApiEmitter(context, writer).Emit();
            writer.Line();
            writer.Line($"/// <summary>The circuit of {Names.Doc(context.Names.ModelPath)}, for the prover.</summary>");
            writer.Line(GeneratedCodeAttribute);
            writer.Line("[global::System.Diagnostics.DebuggerNonUserCode]");
            writer.Line("[global::System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage]");
            writer.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
            writer.Line("internal sealed partial class Circuit : global::ZkmlGen.Runtime.GeneratedCircuit;");
        });
        return File(context, "Api", writer);
    }

    private static GeneratedFile Part(CircuitContext context, string name, string content, Action<CodeWriter> emit)
    {
        var writer = new CodeWriter();
        new HeaderEmitter(context, writer).Emit(content);
        InType(context, writer, () =>
        {
            using (writer.Block("internal sealed partial class Circuit")) emit(writer);
        });
        return File(context, name, writer);
    }

    private static void InType(CircuitContext context, CodeWriter writer, Action body)
    {
        var scopes = new Stack<IDisposable>();
        if (context.Names.Namespace.Length > 0) scopes.Push(writer.Block("namespace " + context.Names.Namespace));
        foreach (var type in context.Names.Types) scopes.Push(writer.Block(type));
        body();
        while (scopes.Count > 0) scopes.Pop().Dispose();
    }

    private static GeneratedFile File(CircuitContext context, string name, CodeWriter writer) =>
        new($"{context.Names.FullName.Replace("@", "")}.{name}.g.cs", writer.ToString());
}
