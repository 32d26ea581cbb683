using BenchmarkDotNet.Running;
using ZkmlGen.Benchmarks;

// dotnet run -c Release --project benchmarks/ZkmlGen.Benchmarks -- --filter '*Msm*' [--kernels [dry | short]]
BenchmarkSwitcher.FromAssembly(typeof(KernelJobs).Assembly).Run(KernelJobs.TakeFrom(args, out var config), config);
