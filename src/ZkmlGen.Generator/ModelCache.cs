using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ZkmlGen.Generator.Model;

namespace ZkmlGen.Generator;

/// <summary>
/// The last outcomes by value of their requests. Compiling a model takes seconds, and several nodes and several runs of one compiler process (the
/// design-time build, the build server) ask for the same.
/// </summary>
internal sealed class ModelCache(Func<ModelRequest, CancellationToken, ModelOutcome> compile)
{
    private const int Capacity = 8;
    private readonly LinkedList<(ModelRequest Request, ModelOutcome Outcome)> entries = new();

    /// <summary>One for the process.</summary>
    public static ModelCache Shared { get; } = new(ModelPipeline.Run);

    public ModelOutcome Get(ModelRequest request, CancellationToken cancellation)
    {
        // One compilation at a time: two of the same model would both do the work.
        lock (entries)
        {
            var known = entries.FirstOrDefault(entry => entry.Request == request);
            if (known.Outcome is null) known = (request.WithoutBytes(), compile(request, cancellation));
            else entries.Remove(known);
            entries.AddFirst(known);
            if (entries.Count > Capacity) entries.RemoveLast();
            return known.Outcome;
        }
    }
}
