using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Tests.Circuits;
using ZkmlGen.Runtime.Tests.Protocol;

namespace ZkmlGen.Runtime.Tests.Soundness;

/// <summary>A circuit with keys and an input, and its forgeries.</summary>
internal sealed class Statement
{
    private readonly Func<InterpretedCircuit> circuit;

    public Statement(Func<InterpretedCircuit> circuit, float[] input)
    {
        (this.circuit, Input) = (circuit, input);
        Keys = Setups.Keys(circuit());
        Verifier = new ZkVerifier(Keys.Verifying);
        Forgeries = new Forgeries(circuit(), input);
    }

    public static Statement Tiny() => new(() => new TinyNetwork(3).Circuit(), TinyNetwork.Image(3));
    public static Statement Squares() => new(() => new SquareNetwork(3).Circuit(), SquareNetwork.Vector(3));

    public float[] Input { get; }
    public KeyPair Keys { get; }
    public ZkVerifier Verifier { get; }
    public Forgeries Forgeries { get; }
    public CircuitDescription Description => Keys.Verifying.Circuit;
    public ColumnMap Map => Keys.Verifying.Columns;

    /// <summary>A proof of the relaxed system, and what it breaks of the whole one.</summary>
    public (ZkProof Proof, string[] Broken) Prove(Attack attack, Relaxation? relaxation = null) => attack.Run(circuit(), Keys, [Input], relaxation);
}
