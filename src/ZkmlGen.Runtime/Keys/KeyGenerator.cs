using ZkmlGen.Algebra;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Protocol;

namespace ZkmlGen.Runtime;

/// <summary>The setup of a model: commits to its fixed columns and its weights.</summary>
public static class KeyGenerator
{
    /// <summary>Powers of tau that a circuit needs: max(N + 1, N_T + 1, k + 1 for k committed words).</summary>
    public static int RequiredPowers(CircuitDescription circuit)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        return circuit.Commitments.Select(words => words.Count).Append(circuit.Size.Rows).Append(circuit.Size.TileRows).Max() + 1;
    }

    /// <summary>Both keys of a model. With public weights the verifying key depends on nothing but model, circuit and SRS.</summary>
    /// <exception cref="InvalidDataException">The SRS is too small, the model file is not the circuit's, or its description is broken.</exception>
    public static KeyPair Setup(ZkCircuit circuit, ModelFiles files, Srs srs) => Setup(circuit, files, srs, new SystemRandom());

    /// <summary>
    /// Both keys of a model with the weight commitments of an earlier key, also one of another circuit that cuts the same weights into the same tiles.
    /// </summary>
    /// <exception cref="InvalidDataException">The earlier key is one of other weights or tiles; or as for the other setup.</exception>
    public static KeyPair Setup(ZkCircuit circuit, ModelFiles files, Srs srs, ProvingKey earlier)
    {
        var count = circuit.Description.Size.WeightColumns;
        if (earlier.WeightBlinding.Length != count)
            throw new InvalidDataException($"The circuit of '{circuit.Description.Name}' cuts weights into tiles of {count} entries, the earlier key into tiles of {earlier.WeightBlinding.Length}: their commitments can't be the same.");
        var keys = Setup(circuit, files, srs, earlier.WeightBlinding);
        // Two commitments with one blinding would show the difference of the weights.
        return keys.Proving.WeightCommitments.AsSpan().SequenceEqual(earlier.WeightCommitments)
            ? keys
            : throw new InvalidDataException($"The weights of '{circuit.Description.Name}', as its circuit quantises them, are not those of the earlier key: make a key of its own.");
    }

    /// <summary>True if a key's fixed columns are those of its description, which only the circuit decides: who did not make the key can check it so.</summary>
    /// <exception cref="InvalidDataException">The SRS is another one, or too small.</exception>
    public static bool Describes(VerifyingKey key, Srs srs)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(srs);
        if (!srs.Digest.SequenceEqual(key.SrsDigest)) throw new InvalidDataException("The key was made from another SRS.");
        if (srs.Size < key.Circuit.Size.Rows) throw new InvalidDataException($"The check needs an SRS of at least {key.Circuit.Size.Rows} powers of tau; this one has {srs.Size}.");
        using var columns = new FixedTrace(key.Circuit);
        var commitments = CommitFixed(columns, srs.Lagrange(key.Circuit.Size.LogRows));
        GC.KeepAlive(srs);
        return commitments.AsSpan().SequenceEqual([.. key.Fixed]);
    }

    internal static KeyPair Setup(ZkCircuit circuit, ModelFiles files, Srs srs, FieldRandom random)
    {
        var blinding = new Fr[circuit.Description.Size.WeightColumns];
        foreach (ref var coefficient in blinding.AsSpan()) coefficient = random.Next();
        return Setup(circuit, files, srs, blinding);
    }

    private static KeyPair Setup(ZkCircuit circuit, ModelFiles files, Srs srs, Fr[] blinding)
    {
        var description = circuit.DescriptionBytes.ToArray();
        var size = circuit.Description.Size;
        var required = RequiredPowers(circuit.Description);
        if (srs.Size < required) throw new InvalidDataException($"The model needs an SRS of at least {required} powers of tau; this one has {srs.Size}.");
        if (srs.Powers.Span[0] != G1Affine.Generator) throw new InvalidDataException("The SRS does not start with the standard generator of G1.");
        DescriptionRules.Check(circuit.Description, description);

        var lagrange = srs.Lagrange(size.LogRows);
        var powers = srs.Powers[..required];
        using var weights = WeightColumns.Load(circuit, files);
        if (circuit.Description.Disclosure.Weights == Visibility.Public) blinding = new Fr[blinding.Length];
        var commitments = CommitWeights(weights, powers, blinding);
        using var columns = new FixedTrace(circuit);
        var key = new VerifyingKey(
            description, CommitFixed(columns, lagrange), circuit.Description.SentWeights > 0 ? [] : commitments, srs.TauG2, srs.IsDevelopment);
        var header = new ProvingKeyHeader(
            key.Digest.ToArray(), Keccak256.Hash(description), Convert.FromHexString(circuit.ModelDigest), srs.IsDevelopment);
        return new KeyPair(key, new ProvingKey(header, blinding, commitments, powers, lagrange));
    }

    private static G1Affine[] CommitFixed(FixedTrace columns, ReadOnlyMemory<G1Affine> lagrange)
    {
        using var bases = new MsmBases(lagrange.Span);
        var commitments = new G1[columns.Count];
        for (var k = 0; k < commitments.Length; k++) commitments[k] = bases.Multiply(columns[k], Environment.ProcessorCount);
        return Affine(commitments);
    }

    private static G1Affine[] CommitWeights(WeightColumns weights, ReadOnlyMemory<G1Affine> powers, Fr[] blinding)
    {
        using var bases = new MsmBases(powers.Span);
        var commitments = new G1[blinding.Length];
        var top = G1.From(bases[weights.Rows]);
        for (var k = 0; k < commitments.Length; k++)
        {
            commitments[k] = bases.Multiply(weights[k], Environment.ProcessorCount) + blinding[k] * top;
        }
        return Affine(commitments);
    }

    private static G1Affine[] Affine(G1[] points)
    {
        var result = new G1Affine[points.Length];
        G1.ToAffine(points, result);
        return result;
    }
}
