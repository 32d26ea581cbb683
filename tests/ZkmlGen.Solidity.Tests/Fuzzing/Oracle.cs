using System.Numerics;
using ZkmlGen.Evm;
using ZkmlGen.Runtime;
using ZkmlGen.Solidity.Tests.Reference;

namespace ZkmlGen.Solidity.Tests.Fuzzing;

/// <summary>What the contract has to answer: by the words of docs/contract.md for malformed calls, by the C# verifier for the others.</summary>
internal sealed class Oracle(VerifyingKey key)
{
    private const string Undecodable = "a revert without data";
    private readonly ProofLayout layout = new(key.Circuit);
    private readonly ZkVerifier verifier = new(key);

    /// <summary>The expected answer to call data.</summary>
    /// <exception cref="InvalidOperationException">The C# verifier accepts what is malformed.</exception>
    public string Expect(byte[] callData)
    {
        if (CallDataReader.Read(callData) is not { } arguments) return Undecodable;
        var accepted = verifier.Verify(arguments.Proof, arguments.Words, arguments.Context);
        if (Malformed(arguments) is not { } error) return accepted ? "true" : "false";
        return accepted ? throw new InvalidOperationException($"The C# verifier accepts a call that is malformed: {error}.") : error;
    }

    /// <summary>The contract's answer in the same words.</summary>
    public static string Describe(CallResult result)
    {
        if (result is { Succeeded: false, Data.Length: 0 }) return Undecodable;
        var answer = VerifierContract.Decode(result);
        return answer.Error ?? (answer.Accepted ? "true" : "false");
    }

    private string? Malformed(Arguments arguments)
    {
        if (arguments.Proof.Length != layout.Length) return "WrongProofLength";
        if (arguments.Words.Length != key.Circuit.PublicValues) return "WrongPublicWordCount";
        var (words, commitments) = (arguments.Words[..key.Circuit.PublicWords], arguments.Words.AsSpan(key.Circuit.PublicWords, 2 * key.Circuit.Commitments.Count).ToArray().Chunk(2));
        if (words.Any(word => word >= Field.R) || Places.Scalars(layout).Any(at => Number(arguments.Proof, at) >= Field.R)) return "ScalarOutOfRange";
        var sent = Places.Points(layout).All(at => IsPoint(Number(arguments.Proof, at), Number(arguments.Proof, at + 32)));
        return sent && commitments.All(point => IsPoint(point[0], point[1])) ? null : "InvalidPoint";
    }

    private static bool IsPoint(BigInteger x, BigInteger y) =>
        (x.IsZero && y.IsZero) || (x < Field.Q && y < Field.Q && (y * y - x * x * x - 3) % Field.Q == 0);

    private static BigInteger Number(byte[] proof, int at) => Field.Number(proof.AsSpan(at, 32));
}

/// <summary>Where points and scalars stand in a proof.</summary>
internal static class Places
{
    public static IEnumerable<int> Points(ProofLayout layout) => Enumerable.Range(0, layout.Columns.Sent).Select(layout.Point).Append(layout.W).Append(layout.W2)
        .Concat(Enumerable.Range(0, (layout.Length - layout.Weights) / ProofLayout.PointSize).Select(k => layout.Weights + k * ProofLayout.PointSize));

    public static IEnumerable<int> Scalars(ProofLayout layout) =>
        Enumerable.Range(0, layout.Columns.Evaluations + 3).Select(i => layout.Evaluations + 32 * i).Prepend(layout.Claim);
}
