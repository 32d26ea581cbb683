using System.Numerics;
using ZkmlGen.Runtime;
using ZkmlGen.Solidity.Tests.Reference;

namespace ZkmlGen.Solidity.Tests.Fuzzing;

/// <summary>Computes the hint that fits an altered proof: without it check 2 ends nearly every verification before the checks behind it.</summary>
internal sealed class HintRepair(VerifyingKey key)
{
    private readonly ProofLayout layout = new(key.Circuit);
    private readonly BigInteger[] roots = Roots(key);

    /// <summary>The arguments with a hint that passes check 2, if zeta has one.</summary>
    public Arguments Repair(Arguments arguments)
    {
        if (arguments.Proof.Length != layout.Length) return arguments;
        var transcript = new ReferenceTranscript(key.Digest.ToArray(), arguments.Context.ToArray(), arguments.Words);
        for (var step = 1; step <= 4; step++) transcript.Absorb(step, layout.Message(step, arguments.Proof).ToArray());
        var zeta = transcript.Challenge(0);
        var hint = Field.Inverse(roots.Aggregate(zeta, (product, root) => Field.Reduce(product * (zeta - root))));
        byte[] proof = [.. arguments.Proof];
        Field.Word(hint).CopyTo(proof, layout.Hint);
        return arguments with { Proof = proof };
    }

    /// <summary>omega^i of rows n .. N-1, then of the reveal rows.</summary>
    private static BigInteger[] Roots(VerifyingKey key)
    {
        var size = key.Circuit.Size;
        var rows = Enumerable.Range(size.ActiveRows, size.Rows - size.ActiveRows).Concat(RevealRows.Of(key.Circuit));
        return [.. rows.Select(row => Field.Power(Field.Omega(size.LogRows), row))];
    }
}
