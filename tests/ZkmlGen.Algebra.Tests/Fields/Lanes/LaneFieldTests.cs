using System.Numerics;
using Xunit;

namespace ZkmlGen.Algebra.Tests.Fields.Lanes;

/// <summary>The arithmetic in lanes of every supported instruction set, for both fields, against integers, with the bounds that it promises.</summary>
public sealed class LaneFieldTests
{
    /// <summary>The two-lane code is portable: it is tested where no instruction set makes it fast, too.</summary>
    public static TheoryData<string> Kernels => new(KernelFactory.Supported.Union([KernelFactory.Arm64]));

    [Theory, MemberData(nameof(Kernels))]
    public void Products(string kernel) => ForBothFields(kernel, checks => checks.Products());

    [Theory, MemberData(nameof(Kernels))]
    public void Products_in_memory(string kernel) => ForBothFields(kernel, checks => checks.ProductsInMemory());

    [Theory, MemberData(nameof(Kernels))]
    public void Sums(string kernel) => ForBothFields(kernel, checks => checks.Sums());

    [Theory, MemberData(nameof(Kernels))]
    public void Butterflies(string kernel) => ForBothFields(kernel, checks => checks.Butterflies());

    [Theory, MemberData(nameof(Kernels))]
    public void Memory(string kernel) => ForBothFields(kernel, checks => checks.Memory());

    [Theory, MemberData(nameof(Kernels))]
    public void Transposition(string kernel) => ForBothFields(kernel, checks => checks.Transposition());

    private static void ForBothFields(string kernel, Action<ILaneChecks> check)
    {
        check(KernelFactory.Make(new Maker<FrField>(FrTests.Modulus), kernel));
        check(KernelFactory.Make(new Maker<FqField>(FqTests.Modulus), kernel));
    }

    private sealed class Maker<F>(BigInteger p) : IKernelMaker<ILaneChecks> where F : struct, IPrimeField
    {
        public ILaneChecks Lanes<I, T>() where I : struct, ILanes<T> where T : unmanaged => new LaneChecks<F, I, T>(p);
    }
}
