using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using ZkmlGen.Compiler;
using ZkmlGen.Compiler.Onnx;
using ZkmlGen.Compiler.Samples;
using ZkmlGen.Generator.Emit;
using ZkmlGen.Generator.Model;

namespace ZkmlGen.Generator;

/// <summary>From a request to C# text: import, compile, emit. Pure but for external data files, which the importer reads.</summary>
internal static class ModelPipeline
{
    /// <summary>What the request gives; a broken model is a diagnostic, not an exception.</summary>
    public static ModelOutcome Run(ModelRequest request, CancellationToken cancellation)
    {
        try
        {
            var diagnostics = new List<ModelDiagnostic>();
            var model = Compile(request, diagnostics, cancellation);
            cancellation.ThrowIfCancellationRequested();
            return new ModelOutcome(Emitter.Emit(model, Names(request)), diagnostics.ToArray());
        }
        catch (ModelException exception)
        {
            return ModelOutcome.Failed(exception.Id, exception.Message);
        }
    }

    private static CompiledModel Compile(ModelRequest request, List<ModelDiagnostic> diagnostics, CancellationToken cancellation)
    {
        var options = request.Target.Options;
        var dimensions = options.Dimensions.GroupBy(dimension => dimension.Name).ToDictionary(group => group.Key, group => group.Last().Value);
        var path = request.Model.Path;
        var import = OnnxImporter.Import(request.Model.GetBytes(), Path.GetFileName(path), Path.GetDirectoryName(path), dimensions);
        diagnostics.AddRange(import.Warnings);
        cancellation.ThrowIfCancellationRequested();
        var tensors = request.Samples.SelectMany(file => SampleFile.Read(file.GetBytes(), Path.GetFileName(file.Path)));
        var samples = request.Samples.Count == 0 ? [] : SampleFile.Assemble(import.Graph.Inputs, tensors);
        cancellation.ThrowIfCancellationRequested();
        return ModelCompiler.Compile(import.Graph, options, samples, diagnostics);
    }

    private static ModelNames Names(ModelRequest request) => new(
        request.Target.Namespace, request.Target.Types, request.Target.ClassName, request.Target.FullName,
        Path.GetFileName(request.Model.Path), request.Model.Digest, request.Model.Resource);
}
