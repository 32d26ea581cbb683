using Xunit;
using ZkmlGen.Runtime.Tests.Circuits;

namespace ZkmlGen.Runtime.Tests.Model;

public sealed class ProverWarmupTests
{
    [Fact]
    public async Task Ends_without_a_fault_that_nobody_would_see()
    {
        ProverWarmup.Start(new TinyNetwork(3).Circuit());
        await ProverWarmup.Completion;
        Assert.NotEmpty(ProverWarmup.Prove());
    }
}
