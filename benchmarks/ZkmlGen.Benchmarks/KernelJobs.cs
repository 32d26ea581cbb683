using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Environments;
using BenchmarkDotNet.Jobs;
using ZkmlGen.Algebra;

namespace ZkmlGen.Benchmarks;

/// <summary>One job for each kernel that this machine has, the fastest first and the baseline of the ratios.</summary>
internal static class KernelJobs
{
    private const string Switch = "--kernels", Dry = "dry", Short = "short";

    /// <summary>The arguments without "--kernels [dry | short]"; config has the jobs if it was there.</summary>
    public static string[] TakeFrom(string[] arguments, out IConfig config)
    {
        var at = Array.IndexOf(arguments, Switch);
        var length = at >= 0 && arguments.ElementAtOrDefault(at + 1) is { } word and (Dry or Short) ? word : null;
        config = at < 0 ? DefaultConfig.Instance : Create(length switch { Dry => Job.Dry, Short => Job.ShortRun, _ => Job.Default });
        return at < 0 ? arguments : [.. arguments[..at], .. arguments[(at + (length is null ? 1 : 2))..]];
    }

    private static ManualConfig Create(Job job)
    {
        var config = ManualConfig.Create(DefaultConfig.Instance);
        foreach (var kernel in KernelFactory.Supported)
        {
            var variable = new EnvironmentVariable(KernelFactory.Variable, kernel);
            config.AddJob(job.WithEnvironmentVariables(variable).WithBaseline(kernel == KernelFactory.Supported[0]).WithId(kernel));
        }
        return config;
    }
}
