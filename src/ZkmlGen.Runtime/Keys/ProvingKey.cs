using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>
/// What a prover needs besides the circuit and the model file: the SRS, cut to size, and the coefficients that blind the weight commitments.
/// It is secret as far as the weights are: who has it and the commitments can test guesses of the weights.
/// </summary>
public sealed class ProvingKey
{
    internal ProvingKey(ProvingKeyHeader header, Fr[] weightBlinding, G1Affine[] weightCommitments, ReadOnlyMemory<G1Affine> powers, ReadOnlyMemory<G1Affine> lagrange)
    {
        Header = header;
        WeightBlinding = weightBlinding;
        WeightCommitments = weightCommitments;
        Powers = powers;
        Lagrange = lagrange;
    }

    /// <summary>Digest of the verifying key that belongs to it.</summary>
    public ReadOnlySpan<byte> Digest => Header.KeyDigest;
    /// <summary>Made from a development SRS: do not deploy.</summary>
    public bool IsDevelopment => Header.IsDevelopment;

    internal ProvingKeyHeader Header { get; }
    /// <summary>Coefficient N_T of every weight column.</summary>
    internal Fr[] WeightBlinding { get; }
    /// <summary>W_0 .. W_(K-1).</summary>
    internal G1Affine[] WeightCommitments { get; }
    /// <summary>[tau^i]_1 for i below the number that <see cref="KeyGenerator.RequiredPowers"/> says.</summary>
    internal ReadOnlyMemory<G1Affine> Powers { get; }
    /// <summary>[L_i(tau)]_1 for the N rows.</summary>
    internal ReadOnlyMemory<G1Affine> Lagrange { get; }

    /// <summary>Refuses a circuit or model file other than the one of the setup.</summary>
    /// <exception cref="InvalidDataException">They differ; the message says what.</exception>
    internal void RequireCircuit(ZkCircuit circuit)
    {
        if (!Header.CircuitDigest.AsSpan().SequenceEqual(Keccak256.Hash(circuit.DescriptionBytes)))
        {
            throw new InvalidDataException($"The proving key was made for another circuit than that of '{circuit.Description.Name}': run the setup again.");
        }
        if (!Header.ModelDigest.AsSpan().SequenceEqual(Convert.FromHexString(circuit.ModelDigest)))
        {
            throw new InvalidDataException($"The proving key was made for another model file than that of '{circuit.Description.Name}': run the setup again.");
        }
    }
}

/// <summary>The identity of a proving key.</summary>
/// <param name="KeyDigest">Of the verifying key.</param>
/// <param name="CircuitDigest">keccak256 of the circuit description.</param>
/// <param name="ModelDigest">SHA-256 of the model file.</param>
/// <param name="IsDevelopment">Made from a development SRS.</param>
internal sealed record ProvingKeyHeader(byte[] KeyDigest, byte[] CircuitDigest, byte[] ModelDigest, bool IsDevelopment);
