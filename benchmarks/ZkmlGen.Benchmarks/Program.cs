using BenchmarkDotNet.Running;

// dotnet run -c Release --project benchmarks/ZkmlGen.Benchmarks -- --filter '*Msm*'
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
