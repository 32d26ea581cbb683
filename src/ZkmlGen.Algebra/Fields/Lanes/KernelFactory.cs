using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ZkmlGen.Algebra;

/// <summary>Builds one kind of kernel for each instruction set.</summary>
internal interface IKernelMaker<TKernel>
{
    /// <summary>The kernel for the instruction set I.</summary>
    TKernel Lanes<I, T>() where I : struct, ILanes<T> where T : unmanaged;
}

/// <summary>The only place that asks which lanes the processor has. The variable ZKML_FORCE_KERNEL names the kernel to use instead of the best one.</summary>
internal static class KernelFactory
{
    internal const string Variable = "ZKML_FORCE_KERNEL";
    internal const string Avx512Words = "avx512words", Avx512 = "avx512", Avx2 = "avx2", Arm64 = "arm64", Scalar = "scalar";

    /// <summary>What this processor supports, the fastest first (benchmarks/results).</summary>
    internal static IReadOnlyList<string> Supported { get; } = FindSupported();

    /// <summary>The kernel for this process.</summary>
    internal static string Current => field ??= Choose(Environment.GetEnvironmentVariable(Variable));

    /// <summary>The best supported kernel, or the named one; throws if there is no such kernel here.</summary>
    internal static string Choose(string? forced)
    {
        if (string.IsNullOrEmpty(forced))
        {
            return Supported[0];
        }
        return Supported.Contains(forced)
            ? forced
            : throw new PlatformNotSupportedException(
                $"The environment variable {Variable} asks for the kernel '{forced}'; this processor supports {string.Join(", ", Supported)}.");
    }

    /// <summary>The kernel of that name.</summary>
    internal static TKernel Make<TKernel>(IKernelMaker<TKernel> maker, string name) => name switch
    {
        Avx512Words => maker.Lanes<Avx512Lanes<ByWords>, Vector512<ulong>>(),
        Avx512 => maker.Lanes<Avx512Lanes<ByHalves>, Vector512<ulong>>(),
        Avx2 => maker.Lanes<Avx2Lanes, Vector256<ulong>>(),
        Arm64 => maker.Lanes<Arm64Lanes, Vector128<ulong>>(),
        _ => maker.Lanes<ScalarLanes, ulong>(),
    };

    /// <summary>AMD's processors multiply 64-bit words in one operation, Intel's in three.</summary>
    private static bool HasFastWordProducts
    {
        get
        {
            // "AuthenticAMD".
            var (_, b, c, d) = X86Base.CpuId(0, 0);
            return (b, d, c) == (0x68747541, 0x69746e65, 0x444d4163);
        }
    }

    private static string[] FindSupported()
    {
        var supported = new List<string>();
        if (Avx512F.IsSupported && Avx512DQ.IsSupported)
        {
            supported.AddRange(HasFastWordProducts ? [Avx512Words, Avx512] : [Avx512, Avx512Words]);
        }
        if (System.Runtime.Intrinsics.X86.Avx2.IsSupported && Fma.IsSupported)
        {
            supported.Add(Avx2);
        }
        // The two-lane code is portable: x64 with FMA runs it too, which tests it there.
        if (System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.IsSupported || Fma.IsSupported)
        {
            supported.Add(Arm64);
        }
        supported.Add(Scalar);
        return [.. supported];
    }
}
