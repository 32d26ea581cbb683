using System.Reflection;
using System.Runtime.Loader;
using Xunit;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Tests.Protocol;

/// <summary>What computes a proof leaves no trace in it.</summary>
public sealed class KernelTests
{
    private static readonly byte[][] expected = SeededProof.Make(1);

    public static TheoryData<string> Kernels => new(KernelFactory.Supported);

    [Theory, MemberData(nameof(Kernels))]
    public void Proofs_of_one_seed_are_the_same_for_all_kernels_and_threads(string kernel)
    {
        var copy = new Copy(kernel);
        Assert.Equal(kernel, copy.Kernel);
        var proofs = copy.Make(1, 2, 3);
        Assert.Equal(3 * expected.Length, proofs.Length);
        for (var i = 0; i < proofs.Length; i++) Assert.Equal(expected[i / 3], proofs[i]);
    }

    /// <summary>The assemblies under test loaded once more, for another kernel: a process chooses once, in static fields.</summary>
    private sealed class Copy : AssemblyLoadContext
    {
        private readonly Type proof;

        public Copy(string kernel)
        {
            proof = LoadFromAssemblyPath(typeof(SeededProof).Assembly.Location).GetType(typeof(SeededProof).FullName!)!;
            _ = KernelFactory.Current; // this copy has chosen before the variable changes
            var before = Environment.GetEnvironmentVariable(KernelFactory.Variable);
            Environment.SetEnvironmentVariable(KernelFactory.Variable, kernel);
            try
            {
                Kernel = (string)proof.GetProperty(nameof(SeededProof.Kernel))!.GetValue(null)!;
            }
            finally
            {
                Environment.SetEnvironmentVariable(KernelFactory.Variable, before);
            }
        }

        public string Kernel { get; }

        public byte[][] Make(params int[] threads) => (byte[][])proof.GetMethod(nameof(SeededProof.Make))!.Invoke(null, [threads])!;

        protected override Assembly? Load(AssemblyName name) =>
            name.Name!.StartsWith("ZkmlGen.", StringComparison.Ordinal) ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, name.Name + ".dll")) : null;
    }
}
