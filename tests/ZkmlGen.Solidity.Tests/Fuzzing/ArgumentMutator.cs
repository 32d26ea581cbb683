using System.Numerics;
using ZkmlGen.Runtime;
using ZkmlGen.Solidity.Tests.Reference;

namespace ZkmlGen.Solidity.Tests.Fuzzing;

/// <summary>Random changes of proof, public values and context.</summary>
/// <param name="key">Of the proofs.</param>
/// <param name="honest">Accepted arguments for the key.</param>
internal sealed class ArgumentMutator(VerifyingKey key, IReadOnlyList<Arguments> honest)
{
    private static readonly BigInteger[] Boundaries =
    [
        0, 1, 2, Field.R - 1, Field.R, Field.R + 1, 2 * Field.R, Field.Q - 1, Field.Q, Field.Q + 1, (BigInteger.One << 255) - 1, (BigInteger.One << 256) - 1,
    ];

    private readonly ProofLayout layout = new(key.Circuit);
    private readonly int[] points = [.. Places.Points(new(key.Circuit))];
    private readonly int[] scalars = [.. Places.Scalars(new(key.Circuit))];

    /// <summary>One of the honest arguments with one bit flipped in byte number index of proof, words and context.</summary>
    public Arguments Flip(Arguments arguments, int index, int bit)
    {
        if (index < arguments.Proof.Length) return Edit(arguments, proof => proof[index] ^= (byte)(1 << bit));
        index -= arguments.Proof.Length;
        if (index >= 32 * arguments.Words.Length) return FlipContext(arguments, (index - 32 * arguments.Words.Length) * 8 + bit);
        return WithWord(arguments, index / 32, word => word ^ (BigInteger.One << (8 * (31 - index % 32) + bit)));
    }

    /// <summary>One of the honest arguments after one to three changes; now and then without any.</summary>
    public Arguments Change(Random random)
    {
        var arguments = honest[random.Next(honest.Count)];
        for (var edits = random.Next(4); edits > 0; edits--) arguments = ChangeOnce(arguments, random);
        return arguments;
    }

    private Arguments ChangeOnce(Arguments arguments, Random random) => random.Next(13) switch
    {
        0 => Flip(arguments, random.Next(arguments.Proof.Length + 32 * arguments.Words.Length + 32), random.Next(8)),
        1 or 2 => Edit(arguments, proof => Put(proof, Any(scalars, random), Scalar(random))),
        3 => arguments.Words.Length == 0 ? arguments : WithWord(arguments, random.Next(arguments.Words.Length), _ => Scalar(random)),
        4 or 5 => Edit(arguments, proof => Point(proof, Any(points, random), random).CopyTo(proof.AsSpan(Any(points, random)))),
        6 => Edit(arguments, proof => Swap(proof, 32 * random.Next(proof.Length / 32), 32 * random.Next(proof.Length / 32), 32)),
        7 => Edit(arguments, proof => Swap(proof, Any(points, random), Any(points, random), 64)),
        8 => Splice(arguments, random),
        9 => arguments with { Proof = Resized(arguments.Proof, random) },
        10 => arguments with { Words = OtherCount(arguments.Words, random) },
        11 => WithCommitment(arguments, random),
        _ => Edit(arguments, proof => random.NextBytes(proof.AsSpan(random.Next(proof.Length)))),
    };

    private static BigInteger Scalar(Random random) => random.Next(3) == 0 ? Field.Random(random) : Any(Boundaries, random);

    /// <summary>64 bytes: infinity, points of the group, of orders 2 and 3 on other curves y^2 = x^3 + b, off every curve, or not canonical.</summary>
    private static byte[] Point(byte[] proof, int at, Random random)
    {
        var (x, y) = (Field.Number(proof.AsSpan(at, 32)), Field.Number(proof.AsSpan(at + 32, 32)));
        var (other, another) = (Field.Random(random), Field.Random(random));
        (x, y) = random.Next(10) switch
        {
            0 => (0, 0),
            1 => (1, 2),
            2 => (x, y >= Field.Q ? y : Field.Q - y),
            3 => (other, BigInteger.Zero),
            4 => (BigInteger.Zero, other),
            5 => (other, another),
            6 => (x >= Field.Q ? x : x + Field.Q, y),
            7 => (x, y >= Field.Q ? y : y + Field.Q),
            8 => (Field.Q, Field.Q),
            _ => (x, y),
        };
        return [.. Field.Word(x), .. Field.Word(y)];
    }

    /// <summary>A run of words of another honest proof.</summary>
    private Arguments Splice(Arguments arguments, Random random) => Edit(arguments, proof =>
    {
        var source = honest[random.Next(honest.Count)].Proof;
        var (from, to) = (32 * random.Next(source.Length / 32), 32 * random.Next(1 + source.Length / 32));
        if (from < to && to <= proof.Length) source.AsSpan(from, to - from).CopyTo(proof.AsSpan(from));
    });

    private static byte[] Resized(byte[] proof, Random random) =>
        random.Next(2) == 0 ? proof[..random.Next(proof.Length + 1)] : [.. proof, .. proof.Take(1 + random.Next(2 * proof.Length + 1))];

    private static BigInteger[] OtherCount(BigInteger[] words, Random random) =>
        random.Next(2) == 0 ? words[..random.Next(words.Length + 1)] : [.. words, .. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Scalar(random))];

    /// <summary>A changed point of an honest proof or of its commitments as one of the commitments, if there are any.</summary>
    private Arguments WithCommitment(Arguments arguments, Random random)
    {
        var (first, count) = (key.Circuit.PublicWords, key.Circuit.Commitments.Count);
        if (count == 0 || arguments.Words.Length != key.Circuit.PublicValues) return arguments;
        var source = honest[random.Next(honest.Count)];
        byte[] commitments = [.. source.Words.Skip(first).SelectMany(Field.Word)];
        var point = random.Next(2) == 0 ? Point(commitments, 64 * random.Next(count), random) : Point(source.Proof, Any(points, random), random);
        var index = first + 2 * random.Next(count);
        arguments = WithWord(arguments, index, _ => Field.Number(point.AsSpan(0, 32)));
        return WithWord(arguments, index + 1, _ => Field.Number(point.AsSpan(32)));
    }

    private static Arguments FlipContext(Arguments arguments, int bit)
    {
        var bytes = arguments.Context.ToArray();
        bytes[bit / 8] ^= (byte)(1 << bit % 8);
        return arguments with { Context = ZkContext.Read(bytes) };
    }

    private static Arguments WithWord(Arguments arguments, int index, Func<BigInteger, BigInteger> change)
    {
        BigInteger[] words = [.. arguments.Words];
        words[index] = change(words[index]);
        return arguments with { Words = words };
    }

    /// <summary>Changes of a proof of the right length.</summary>
    private Arguments Edit(Arguments arguments, Action<byte[]> change)
    {
        byte[] proof = [.. arguments.Proof];
        if (proof.Length == layout.Length) change(proof);
        return arguments with { Proof = proof };
    }

    private static void Put(byte[] proof, int at, BigInteger value) => Field.Word(value).CopyTo(proof, at);

    private static void Swap(byte[] proof, int a, int b, int length)
    {
        var kept = proof.AsSpan(a, length).ToArray();
        proof.AsSpan(b, length).CopyTo(proof.AsSpan(a));
        kept.CopyTo(proof.AsSpan(b));
    }

    private static T Any<T>(T[] items, Random random) => items[random.Next(items.Length)];
}
