using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <summary>How loops over many elements, and products in lanes, are compiled.</summary>
internal static class HotLoop
{
    /// <summary>
    /// Fully optimised at the first call, and never a part of a caller: the inliner would take such a body into a caller that is compiled later, run out of its
    /// budget there, and leave calls in place of instructions.
    /// </summary>
    public const MethodImplOptions Options = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;
}
