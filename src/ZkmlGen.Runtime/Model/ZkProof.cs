using System.Numerics;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime;

/// <summary>A proof with the statement that it shows: what is public of inputs and outputs, packed in words.</summary>
public sealed class ZkProof : IDisposable
{
    private readonly byte[] bytes;
    private readonly BigInteger[] publicValues;
    private readonly float[][] outputs;
    private readonly OutputForm form;
    private bool disposed;

    internal ZkProof(byte[] bytes, BigInteger[] publicValues, ZkContext context, ZkCommitments commitments, float[][] outputs, OutputForm form) =>
        (this.bytes, this.publicValues, Context, Commitments, this.outputs, this.form) = (bytes, publicValues, context, commitments, outputs, form);

    /// <summary>The model's first output, row-major; a model that reveals its top class only has that as its output.</summary>
    public float[] Output => Outputs[0];
    /// <summary>All outputs of the model in order, row-major. If they are private only this object tells of them: neither words nor proof do.</summary>
    public IReadOnlyList<float[]> Outputs => Alive(outputs);
    /// <summary>The index of the largest output value, of several the first.</summary>
    /// <exception cref="InvalidOperationException">The model does not reveal its top class but the values.</exception>
    public int TopClass => form == OutputForm.TopClass
        ? (int)Output[0]
        : throw new InvalidOperationException("This model reveals output values: only models with OutputForm = TopClass have a top class.");
    /// <summary>The public words, the coordinates of the commitments, and the digest of committed weights, as the contract takes them.</summary>
    public IReadOnlyList<BigInteger> PublicValues => Alive(publicValues);
    /// <summary>The commitments of the proof with their openings, which neither words nor proof tell; none where a model does not commit.</summary>
    public ZkCommitments Commitments { get; }
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
