using System.Numerics;

namespace ZkmlGen.Runtime;

/// <summary>A proof with the statement that it shows: the outputs, packed in public words.</summary>
public sealed class ZkProof : IDisposable
{
    private readonly byte[] bytes;
    private readonly BigInteger[] publicValues;
    private readonly float[][] outputs;
    private bool disposed;

    internal ZkProof(byte[] bytes, BigInteger[] publicValues, ZkContext context, float[][] outputs) =>
        (this.bytes, this.publicValues, Context, this.outputs) = (bytes, publicValues, context, outputs);

    /// <summary>The model's first output, row-major.</summary>
    public float[] Output => Outputs[0];
    /// <summary>All outputs of the model in order, row-major.</summary>
    public IReadOnlyList<float[]> Outputs => Alive(outputs);
    /// <summary>The public words, as the contract takes them.</summary>
    public IReadOnlyList<BigInteger> PublicValues => Alive(publicValues);
    /// <summary>What the proof is bound to.</summary>
    public ZkContext Context { get; }
    /// <summary>The proof, as the contract takes it (docs/protocol.md, section 5).</summary>
    public ReadOnlyMemory<byte> Bytes => Alive(bytes);

    /// <summary>Forgets the outputs and the proof; the object is of no use afterwards.</summary>
    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        Array.Clear(bytes);
        Array.Clear(publicValues);
        foreach (var output in outputs) Array.Clear(output);
    }

    private T Alive<T>(T value)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return value;
    }
}
