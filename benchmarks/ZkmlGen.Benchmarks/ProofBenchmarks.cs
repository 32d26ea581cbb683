using BenchmarkDotNet.Attributes;
using ZkmlGen.Compiler;
using ZkmlGen.Runtime;
using ZkmlGen.Tool.Inputs;
using ZkmlGen.Tool.Pipeline;

namespace ZkmlGen.Benchmarks;

/// <summary>Prover and verifier on the sample's network.</summary>
[MemoryDiagnoser]
public class ProofBenchmarks
{
    private ZkProver prover = null!;
    private ZkVerifier verifier = null!;
    private float[][] inputs = [];
    private ZkProof proof = null!;

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var options = CompilerOptions.Default(BuiltModel.ClassName);
        var source = ModelSource.Load(Path.Combine(AppContext.BaseDirectory, "digits.onnx"), []);
        var sample = InputFiles.Random(source.Graph, 1, options.InputLow, options.InputHigh);
        var model = BuiltModel.Build(source, options, [sample]);
        var keys = KeyStage.Setup(model.Circuit, model.Files, srs: null, warn: _ => { });
        (prover, verifier, inputs) = (new(model.Circuit, model.Files, keys.Proving, Threads), new(keys.Verifying), [.. sample.Inputs]);
        proof = prover.Prove(inputs);
    }

    [Benchmark]
    public void Prove() => prover.Prove(inputs).Dispose();

    [Benchmark]
    public bool Verify() => verifier.Verify(proof);

    [GlobalCleanup]
    public void Cleanup()
    {
        proof.Dispose();
        prover.Dispose();
    }
}
