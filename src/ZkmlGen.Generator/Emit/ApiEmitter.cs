using System.Linq;
using ZkmlGen.Circuit;
using static ZkmlGen.Generator.Emit.CodeText;

namespace ZkmlGen.Generator.Emit;

/// <summary>What the user calls: Prove, Verify, Infer, and the sizes as constants.</summary>
internal sealed class ApiEmitter(CircuitContext context, CodeWriter writer)
{
    private const string Context = "global::ZkmlGen.Runtime.ZkContext context = default";
    private const string Cancellation = "global::System.Threading.CancellationToken cancellationToken = default";
    private const string Progress = "global::System.IProgress<global::ZkmlGen.Runtime.ProveProgress>? progress = null";

    private readonly string[] parameters = Parameters(context.Circuit);
    private readonly Disclosure disclosure = context.Circuit.Disclosure;
    private readonly bool commits = context.Circuit.Commitments.Count > 0;

    private static string[] Parameters(CircuitDescription circuit) => Names.Distinct(
        [.. circuit.Inputs.Select(input => Names.Parameter(input.Name))], ["context", "progress", "cancellationToken", "commitments", "proof"]);

    public void Emit()
    {
        writer.Line($"private static readonly global::ZkmlGen.Runtime.ZkModelHost Host =");
        using (writer.Indent()) writer.Line($"global::ZkmlGen.Runtime.ZkModelHost.Create(new Circuit(), typeof(global::{context.Names.FullName}).Assembly);");
        EmitSizes();
        EmitProve();
        EmitCommit();
        EmitWeights();
        EmitVerify();
        EmitInfer();
    }

    private void EmitSizes()
    {
        var outputs = Names.Distinct([.. context.Circuit.Outputs.Select(output => Names.Pascal(output.Name, "Output"))], parameters.Select(Identifier));
        for (var i = 0; i < parameters.Length; i++) EmitPort("input", context.Circuit.Inputs[i].Name, Identifier(parameters[i]), context.Circuit.Inputs[i].Shape);
        for (var i = 0; i < outputs.Length; i++) EmitPort("output", context.Circuit.Outputs[i].Name, outputs[i], context.Circuit.Outputs[i].Shape);
    }

    private void EmitPort(string kind, string name, string identifier, EquatableArray<int> shape)
    {
        writer.Line();
        writer.Line($"/// <summary>Number of values of {kind} '{Names.Doc(name)}'.</summary>");
        writer.Line($"public const int {identifier}Length = {Count(shape)};");
        writer.Line();
        writer.Line($"/// <summary>Shape of {kind} '{Names.Doc(name)}'.</summary>");
        writer.Line($"public static global::System.ReadOnlySpan<int> {identifier}Shape => [{string.Join(", ", shape.Select(dimension => Of($"{dimension}")))}];");
    }

    private void EmitProve()
    {
        writer.Line();
        writer.Line($"/// <summary>Runs the model and makes a proof that shows {Shown()}; {Hidden()} stay hidden.</summary>");
        EmitParameterDocs();
        writer.Line("/// <param name=\"context\">What the proof is bound to, for verifiers that expect the same; zeros by default.</param>");
        writer.Line("/// <param name=\"progress\">Told about each step of the proof.</param>");
        writer.Line("/// <param name=\"cancellationToken\">Ends the work early.</param>");
        if (commits) writer.Line("/// <param name=\"commitments\">Commitments that the proof is to carry; those left out are made anew.</param>");
        writer.Line("/// <returns>The outputs and the proof.</returns>");
        writer.Line("/// <exception cref=\"global::ZkmlGen.Runtime.ZkRangeException\">A value leaves the range that the circuit was compiled for.</exception>");
        Member($"public static global::ZkmlGen.Runtime.ZkProof Prove({Spans()}, {Context}, {Progress}, {Cancellation}{(commits ? ", global::ZkmlGen.Runtime.ZkCommitments commitments = default" : "")})");
        Body($"Host.Prove({Arrays()}, context, progress, cancellationToken{(commits ? ", commitments" : "")})");
    }

    private void EmitCommit()
    {
        if (disclosure.Input != Visibility.Committed) return;
        writer.Line();
        writer.Line("/// <summary>A fresh commitment to inputs, for proofs that are to carry the same one; needs the proving key.</summary>");
        EmitParameterDocs();
        writer.Line("/// <returns>The commitment with its opening, to be kept secret.</returns>");
        writer.Line("/// <exception cref=\"global::ZkmlGen.Runtime.ZkRangeException\">A value leaves the range that the circuit was compiled for.</exception>");
        Member($"public static global::ZkmlGen.Runtime.ZkCommitment Commit({Spans()})");
        Body($"Host.Commit({Arrays()})");
    }

    private void EmitWeights()
    {
        if (disclosure.Weights != Visibility.Committed) return;
        writer.Line();
        writer.Line("/// <summary>The commitments to the weights; their digest is the last public value of a proof.</summary>");
        Member("public static global::ZkmlGen.Runtime.ZkWeightCommitments Weights");
        Body("Host.Weights");
    }

    private string Shown()
    {
        var output = disclosure.Form == OutputForm.TopClass ? "the class" : "the outputs";
        string[] shown = [Shown("the inputs", disclosure.Input), Shown(output, disclosure.Output), disclosure.Weights == Visibility.Committed ? Shown("the weights", disclosure.Weights) : ""];
        var text = string.Join(" and ", shown.Where(part => part.Length > 0));
        return text.Length > 0 ? text : "that it was run";
    }

    private static string Shown(string what, Visibility visibility) => visibility switch
    {
        Visibility.Private => "",
        Visibility.Public => what,
        _ => $"a commitment to {what}",
    };

    private string Hidden()
    {
        string[] hidden = [disclosure.Input == Visibility.Public ? "" : "inputs", disclosure.Weights == Visibility.Public ? "" : "weights", "everything between"];
        hidden = [.. hidden.Where(part => part.Length > 0)];
        return hidden.Length == 1 ? hidden[0] : $"{string.Join(", ", hidden.Take(hidden.Length - 1))} and {hidden[hidden.Length - 1]}";
    }

    private void EmitVerify()
    {
        writer.Line();
        writer.Line("/// <summary>Checks a proof; needs no proving key.</summary>");
        writer.Line("/// <param name=\"proof\">The proof with its public values.</param>");
        writer.Line("/// <param name=\"context\">What the proof must be bound to.</param>");
        writer.Line("/// <returns>True if the model, run on inputs that the prover knows, has the proof's public values, and the proof was made for the context.</returns>");
        Member($"public static bool Verify(global::ZkmlGen.Runtime.ZkProof proof, {Context})");
        Body("Host.Verify(proof, context)");
        writer.Line();
        writer.Line("/// <summary>Checks a proof as the contract does, from its bytes; needs no proving key.</summary>");
        writer.Line("/// <param name=\"proof\">The bytes of the proof.</param>");
        writer.Line("/// <param name=\"publicValues\">The public words.</param>");
        writer.Line("/// <param name=\"context\">What the proof must be bound to.</param>");
        writer.Line("/// <returns>True if the model, run on inputs that the prover knows, has the inputs and outputs that the words hold, and the proof was made for the context.</returns>");
        Member($"public static bool Verify(global::System.ReadOnlySpan<byte> proof, global::System.ReadOnlySpan<global::System.Numerics.BigInteger> publicValues, {Context})");
        Body("Host.Verify(proof, publicValues, context)");
    }

    private void EmitInfer()
    {
        var single = context.Circuit.Outputs.Count == 1;
        writer.Line();
        writer.Line("/// <summary>Runs the quantised model without a proof: the same outputs as <c>Prove</c>.</summary>");
        EmitParameterDocs();
        writer.Line(single ? "/// <returns>The output, row-major.</returns>" : "/// <returns>The outputs in order, row-major.</returns>");
        writer.Line("/// <exception cref=\"global::ZkmlGen.Runtime.ZkRangeException\">A value leaves the range that the circuit was compiled for.</exception>");
        Member($"public static float[]{(single ? "" : "[]")} Infer({Spans()})");
        Body($"Host.Infer({Arrays()}){(single ? "[0]" : "")}");
    }

    private void EmitParameterDocs()
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            var input = context.Circuit.Inputs[i];
            var tensor = context.Circuit.Tensors[input.Tensor];
            var scale = System.Math.Pow(2, -tensor.ScaleBits);
            var (low, high) = (tensor.Low * scale, (tensor.Low + (1L << tensor.Bits) - 1) * scale);
            writer.Line($"/// <param name=\"{parameters[i].TrimStart('@')}\">'{Names.Doc(input.Name)}': {Count(input.Shape)} values from {low} to {high}, row-major, shape {Shape(input.Shape)}.</param>");
        }
    }

    private void Member(string signature)
    {
        writer.Line(Emitter.GeneratedCodeAttribute);
        writer.Line("[global::System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage]");
        writer.Line(signature);
    }

    private void Body(string expression)
    {
        using (writer.Indent()) writer.Line($"=> {expression};");
    }

    private string Spans() => string.Join(", ", parameters.Select(parameter => $"global::System.ReadOnlySpan<float> {parameter}"));

    private string Arrays() => $"[{string.Join(", ", parameters.Select(parameter => $"{parameter}.ToArray()"))}]";

    private static string Identifier(string parameter) => Names.Pascal(parameter, "Input");

    private static int Count(EquatableArray<int> shape) => shape.Aggregate(1, (product, dimension) => product * dimension);

    private static string Shape(EquatableArray<int> shape) => shape.Count == 0 ? "scalar" : string.Join("x", shape.Select(dimension => Of($"{dimension}")));
}
