using System;

namespace ZkmlGen.Compiler;

/// <summary>Something the user must know about a model. Ids are a contract; each has a page docs/diagnostics/ID.md.</summary>
/// <param name="Id">ZKMLnnnn.</param>
/// <param name="Message">One sentence: what, where (node, operator, opset, tensor, file), what to do.</param>
/// <param name="IsError">False for warnings.</param>
public sealed record ModelDiagnostic(string Id, string Message, bool IsError);

/// <summary>The model can't be compiled; the only exception that the compiler throws on purpose.</summary>
public sealed class ModelException(string id, string message) : Exception(message)
{
    /// <summary>ZKMLnnnn.</summary>
    public string Id { get; } = id;
}
