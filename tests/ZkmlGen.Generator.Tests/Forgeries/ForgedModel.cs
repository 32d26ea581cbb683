using System.Security.Cryptography;
using ZkmlGen.Circuit;
using ZkmlGen.Generator.Tests.Circuits;
using ZkmlGen.Generator.Tests.Compilation;
using ZkmlGen.Runtime;
using ZkmlGen.Runtime.Protocol;
using ZkmlGen.Runtime.Tests.Circuits;
using ZkmlGen.Runtime.Tests.Protocol;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Generator.Tests.Forgeries;

/// <summary>A compiled model with the keys of its generated code, and a prover that does as it likes.</summary>
internal sealed class ForgedModel
{
    private readonly OperatorModel model;
    private readonly KeyPair keys;
    private readonly ZkVerifier verifier;
    private readonly int[] honest;

    public ForgedModel(OperatorModel model)
    {
        this.model = model;
        Tiles = Compiler.Lowering.TileLoader.Load(Circuit.Size, model.Model.Weights, _ => model.File);
        var srs = Srs.CreateDevelopment(KeyGenerator.RequiredPowers(Circuit), "tests"u8, Circuit.Size.LogRows);
        keys = Setups.Keys(Honest, srs);
        verifier = new ZkVerifier(keys.Verifying);
        honest = Cells(Honest);
        RequireGeneratedKeys(srs);
    }

    public CircuitDescription Circuit => model.Model.Circuit;
    /// <summary>Entry k of tile t at t K + k.</summary>
    public int[] Tiles { get; }
    private InterpretedCircuit Honest => new(Circuit, Tiles);

    /// <summary>The prover itself is honest: its proof is accepted.</summary>
    public void AcceptsHonest()
    {
        var (proof, broken) = new Attack("nothing").Run(Honest, keys, model.Sample);
        Assert.Empty(broken);
        Assert.True(verifier.Verify(proof));
    }

    /// <summary>The attack breaks something, and is rejected.</summary>
    public void Rejects(Attack attack) => Rejects(attack, Honest);

    /// <summary>Wrong linear maps in the trace break fold 1, in trace and U fold 2.</summary>
    public void Rejects(LinearForgery forgery)
    {
        Rejects(new Attack(forgery.Name), new InterpretedCircuit(Circuit, Tiles) { Followed = forgery.Followed }, "check fold 2");
        var inTrace = new InterpretedCircuit(Circuit, Tiles) { Followed = forgery.Followed, TransposesHonestly = true };
        // A change of weight times 0 is none, and words follow the committed maps.
        if (!Cells(inTrace).SequenceEqual(honest)) Rejects(new Attack(forgery.Name), inTrace, "check fold 1");
    }

    private void Rejects(Attack attack, InterpretedCircuit circuit, params string[] expected)
    {
        var (proof, broken) = attack.Run(circuit, keys, model.Sample);
        Assert.True(broken.Length > 0 && expected.All(broken.Contains), $"{attack.Name}: breaks {string.Join(", ", broken)}");
        Assert.False(verifier.Verify(proof), attack.Name);
        SecurityReport.Count("forgeries rejected");
    }

    private int[] Cells(InterpretedCircuit circuit)
    {
        using var inference = new ZkInference(circuit, circuit.Files);
        var trace = inference.Run(model.Sample);
        return [.. trace.Y, .. trace.N, .. trace.R];
    }

    /// <summary>Fixed columns, weights and description of the generated code lead to the same key.</summary>
    private void RequireGeneratedKeys(Srs srs)
    {
        var generated = GeneratedAssembly.Circuit(model.Model, Convert.ToHexStringLower(SHA256.HashData(model.File)));
        var own = KeyGenerator.Setup(generated, new MemoryFiles(model.File), srs, new SeededRandom(1));
        Assert.Equal(own.Verifying.Digest, keys.Verifying.Digest);
    }
}
