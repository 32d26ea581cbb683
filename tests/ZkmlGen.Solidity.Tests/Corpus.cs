using System.Numerics;
using ZkmlGen.Runtime;
using ZkmlGen.Solidity.Tests.Fuzzing;
using ZkmlGen.Solidity.Tests.Reference;

namespace ZkmlGen.Solidity.Tests;

/// <summary>Something that is no proof of the statement, and the contract's answer: an error's name, or null for a plain false.</summary>
internal sealed record Forgery(string Name, byte[] Proof, byte[] Words, ZkContext Context, string? Error);

/// <summary>Everything that can be done to a proof from outside.</summary>
internal sealed class Corpus(ProvenStatement honest)
{
    private readonly ProofLayout layout = new(honest.Key.Circuit);

    /// <summary>All forgeries.</summary>
    public IEnumerable<Forgery> All() =>
        FlippedWords().Concat(OtherPoints()).Concat(OtherScalars()).Concat(OtherStatements()).Concat(OtherLengths());

    /// <summary>The proof with other words and contexts.</summary>
    public IEnumerable<Forgery> OtherStatements() => OtherWords().Concat(OtherCommitments()).Concat(OtherContexts());

    private IEnumerable<int> Points => Places.Points(layout);

    private IEnumerable<int> Scalars => Places.Scalars(layout);

    private IEnumerable<Forgery> FlippedWords()
    {
        foreach (var at in Points)
        {
            yield return Edit($"x of the point at {at} flipped", bytes => bytes[at + 31] ^= 1, "InvalidPoint");
            yield return Edit($"y of the point at {at} flipped", bytes => bytes[at + 63] ^= 1, "InvalidPoint");
        }
        foreach (var at in Scalars) yield return Edit($"scalar at {at} flipped", bytes => bytes[at + 31] ^= 1, null);
    }

    private IEnumerable<Forgery> OtherPoints()
    {
        var points = Points.ToArray();
        for (var k = 0; k < points.Length; k++)
        {
            var (at, next) = (points[k], points[(k + 1) % points.Length]);
            yield return Edit($"point at {at} negated", bytes => Add(bytes, at + 32, Field.Q - 2 * Field.Number(bytes.AsSpan(at + 32, 32))), null);
            yield return Edit($"point at {at} infinite", bytes => bytes.AsSpan(at, 64).Clear(), null);
            yield return Edit($"points at {at} and {next} swapped", bytes =>
            {
                var copy = bytes.AsSpan(at, 64).ToArray();
                bytes.AsSpan(next, 64).CopyTo(bytes.AsSpan(at));
                copy.CopyTo(bytes, next);
            }, null);
            yield return Edit($"x of the point at {at} raised by q", bytes => Add(bytes, at, Field.Q), "InvalidPoint");
            yield return Edit($"y of the point at {at} raised by q", bytes => Add(bytes, at + 32, Field.Q), "InvalidPoint");
        }
        yield return Edit("first point (0, q)", bytes => Field.Word(Field.Q).CopyTo(Cleared(bytes, points[0]), 32), "InvalidPoint");
        yield return Edit("first point (q, 0)", bytes => Field.Word(Field.Q).CopyTo(Cleared(bytes, points[0]), 0), "InvalidPoint");
    }

    private IEnumerable<Forgery> OtherScalars()
    {
        foreach (var at in Scalars)
        {
            yield return Edit($"scalar at {at} raised by r", bytes => Add(bytes, at, Field.R), "ScalarOutOfRange");
            yield return Edit($"scalar at {at} set to 0", bytes => bytes.AsSpan(at, 32).Clear(), null);
            yield return Edit($"scalar at {at} set to all ones", bytes => bytes.AsSpan(at, 32).Fill(255), "ScalarOutOfRange");
        }
        yield return Edit("hint set to r", bytes => Field.Word(Field.R).CopyTo(bytes, layout.Hint), "ScalarOutOfRange");
    }

    private IEnumerable<Forgery> OtherWords()
    {
        for (var j = 0; j < honest.Key.Circuit.PublicWords; j++)
        {
            yield return Words($"word {j} plus 1", j, word => word + 1, null);
            yield return Words($"word {j} raised by r", j, word => word + Field.R, "ScalarOutOfRange");
            yield return Words($"word {j} set to r", j, _ => Field.R, "ScalarOutOfRange");
            yield return Words($"word {j} negated", j, word => Field.R - word, null);
        }
        yield return new("a word too many", honest.Proof, [.. honest.WordBytes, .. new byte[32]], honest.Context, "WrongPublicWordCount");
        if (honest.Words.Length == 0) yield break;
        yield return new("a word too few", honest.Proof, honest.WordBytes[32..], honest.Context, "WrongPublicWordCount");
        yield return new("no words", honest.Proof, [], honest.Context, "WrongPublicWordCount");
    }

    private IEnumerable<Forgery> OtherCommitments()
    {
        var circuit = honest.Key.Circuit;
        if (circuit.SentWeights > 0) yield return Words("digest of the weights plus 1", circuit.PublicValues - 1, digest => digest + 1, null);
        for (var j = circuit.PublicWords; j < circuit.PublicWords + 2 * circuit.Commitments.Count; j += 2)
        {
            yield return Words($"commitment at {j} with another x", j, x => x + 1, "InvalidPoint");
            yield return Words($"commitment at {j} with x raised by q", j, x => x + Field.Q, "InvalidPoint");
            yield return Words($"commitment at {j} with y raised by q", j + 1, y => y + Field.Q, "InvalidPoint");
            yield return Words($"commitment at {j} negated", j + 1, y => Field.Q - y, null);
        }
    }

    private IEnumerable<Forgery> OtherContexts()
    {
        var (high, low) = honest.Context;
        ZkContext[] others = [default, new(high, low ^ 1), new(high ^ UInt128.One << 127, low), new(low, high)];
        return others.Select(context => new Forgery($"context {context}", honest.Proof, honest.WordBytes, context, null));
    }

    private IEnumerable<Forgery> OtherLengths()
    {
        var bytes = honest.Proof;
        foreach (var length in new[] { 0, 1, 32, bytes.Length - 64, bytes.Length - 32, bytes.Length - 1 })
            yield return new($"{length} bytes", bytes[..length], honest.WordBytes, honest.Context, "WrongProofLength");
        foreach (var more in new[] { 1, 32, bytes.Length })
            yield return new($"{more} bytes too many", [.. bytes, .. new byte[more]], honest.WordBytes, honest.Context, "WrongProofLength");
        yield return new("a word before", [.. new byte[32], .. bytes[..^32]], honest.WordBytes, honest.Context, "InvalidPoint");
    }

    private Forgery Edit(string name, Action<byte[]> edit, string? error)
    {
        var bytes = honest.Proof.ToArray();
        edit(bytes);
        return new(name, bytes, honest.WordBytes, honest.Context, error);
    }

    private Forgery Words(string name, int index, Func<BigInteger, BigInteger> edit, string? error)
    {
        var words = honest.Words.ToArray();
        words[index] = edit(words[index]);
        return new(name, honest.Proof, [.. words.SelectMany(Field.Word)], honest.Context, error);
    }

    private static void Add(byte[] bytes, int at, BigInteger amount) => Field.Word(Field.Number(bytes.AsSpan(at, 32)) + amount).CopyTo(bytes, at);

    private static byte[] Cleared(byte[] bytes, int at)
    {
        if (at != 0) throw new ArgumentOutOfRangeException(nameof(at));
        bytes.AsSpan(at, 64).Clear();
        return bytes;
    }
}
