using System.Numerics;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Protocol;

namespace ZkmlGen.Runtime;

/// <summary>Checks proofs with a verifying key. May be used by several threads.</summary>
public sealed class ZkVerifier(VerifyingKey key)
{
    private readonly Verifier verifier = new(key);

    /// <summary>The key.</summary>
    public VerifyingKey Key { get; } = key;

    /// <summary>
    /// True if the proof, made for this context, shows that the model has inputs and outputs with these public values. Malformed input is false, never an
    /// exception.
    /// </summary>
    public bool Verify(ReadOnlySpan<byte> proof, ReadOnlySpan<BigInteger> publicValues, ZkContext context = default) =>
        PublicWords.TryWrite(publicValues, out var bytes) && verifier.Verify(proof, bytes, context);

    /// <summary>True if the proof shows its public values and was made for this context; the proof's own word for its context does not count.</summary>
    public bool Verify(ZkProof proof, ZkContext context = default)
    {
        ArgumentNullException.ThrowIfNull(proof);
        return Verify(proof.Bytes.Span, [.. proof.PublicValues], context);
    }

    /// <summary>The outputs that public words stand for, row-major; none if they are not public.</summary>
    /// <exception cref="ArgumentException">Another number of values than the model has.</exception>
    public float[][] Decode(ReadOnlySpan<BigInteger> publicValues)
    {
        var values = DecodeAll(publicValues);
        return Key.Circuit.Disclosure.Output == Visibility.Public ? values[^Key.Circuit.Outputs.Count..] : [];
    }

    /// <summary>The inputs that public words stand for, row-major; none if they are not public.</summary>
    /// <exception cref="ArgumentException">Another number of values than the model has.</exception>
    public float[][] DecodeInputs(ReadOnlySpan<BigInteger> publicValues)
    {
        var values = DecodeAll(publicValues);
        return Key.Circuit.Disclosure.Input == Visibility.Public ? values[..Key.Circuit.PackedInputs.Count] : [];
    }

    private float[][] DecodeAll(ReadOnlySpan<BigInteger> publicValues)
    {
        if (publicValues.Length != Key.Circuit.PublicValues)
        {
            throw new ArgumentException($"The model '{Key.Circuit.Name}' has {Key.Circuit.PublicValues} public values; {publicValues.Length} were given.", nameof(publicValues));
        }
        return PublicWords.Decode(Key.Circuit.PublicPorts, publicValues);
    }
}
