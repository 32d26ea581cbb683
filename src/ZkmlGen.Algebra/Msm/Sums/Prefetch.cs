using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace ZkmlGen.Algebra;

/// <summary>Points of large tables are fetched before they are needed; where there is no instruction for it, nothing happens.</summary>
internal static unsafe class Prefetch
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Points(G1Affine* source, uint* references, int count)
    {
        if (!Sse.IsSupported)
        {
            return;
        }
        for (var i = 0; i < count; i++)
        {
            Sse.Prefetch0(source + (references[i] >> 1));
        }
    }
}
