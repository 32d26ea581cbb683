using Xunit;

namespace ZkmlGen.Algebra.Tests.Fields.Lanes;

public sealed class KernelFactoryTests
{
    [Fact]
    public void The_best_supported_kernel_is_taken_unless_one_is_forced()
    {
        Assert.Equal(KernelFactory.Supported[0], KernelFactory.Choose(null));
        Assert.Equal(KernelFactory.Supported[0], KernelFactory.Choose(""));
        Assert.All(KernelFactory.Supported, name => Assert.Equal(name, KernelFactory.Choose(name)));
        Assert.Contains(KernelFactory.Scalar, KernelFactory.Supported);
    }

    [Fact]
    public void An_unknown_kernel_is_refused_with_the_names_of_the_known_ones()
    {
        var error = Assert.Throws<PlatformNotSupportedException>(() => KernelFactory.Choose("mmx"));
        Assert.Contains("mmx", error.Message);
        Assert.Contains(string.Join(", ", KernelFactory.Supported), error.Message);
    }

    [Fact]
    public void The_variable_forces_the_kernel_of_the_process() =>
        Assert.Equal(KernelFactory.Choose(Environment.GetEnvironmentVariable(KernelFactory.Variable)), KernelFactory.Current);
}
