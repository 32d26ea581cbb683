using System.Numerics;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>
/// A hiding commitment to packed inputs or outputs, with the number that opens it: C = [sum x_t X^t + rho X^k] for k words x_t. It depends on the SRS and the words
/// only: proofs, also of different models, that carry the same C are about the same words. Keep it as secret as the values: whoever has it can test guesses of them.
/// </summary>
public sealed class ZkCommitment : IEquatable<ZkCommitment>
{
    /// <summary>Bytes of a stored commitment.</summary>
    public const int Size = G1Affine.Size + 32;

    internal ZkCommitment(in G1Affine point, in Fr blinding)
    {
        (Point, Blinding) = (point, blinding);
        Span<byte> bytes = stackalloc byte[G1Affine.Size];
        point.Write(bytes);
        Coordinates = [new(bytes[..32], isUnsigned: true, isBigEndian: true), new(bytes[32..], isUnsigned: true, isBigEndian: true)];
    }

    /// <summary>x and y of C, as they stand among the public values: this much may be published.</summary>
    public IReadOnlyList<BigInteger> Coordinates { get; }

    internal G1Affine Point { get; }
    /// <summary>rho.</summary>
    internal Fr Blinding { get; }

    /// <summary>Reads what <see cref="ToArray"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no commitment.</exception>
    public static ZkCommitment Read(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Size && G1Affine.TryRead(bytes[..G1Affine.Size], out var point) && Fr.TryRead(bytes[G1Affine.Size..], out var blinding)
            ? new(point, blinding)
            : throw new InvalidDataException($"These {bytes.Length} bytes are no commitment with its opening: it has {Size}, a point of the curve and a number below r.");

    /// <summary>C and its opening, to be kept secret.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        Point.Write(bytes);
        Blinding.Write(bytes.AsSpan(G1Affine.Size));
        return bytes;
    }

    /// <inheritdoc/>
    public bool Equals(ZkCommitment? other) => other is not null && Point == other.Point && Blinding == other.Blinding;
    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ZkCommitment);
    /// <inheritdoc/>
    public override int GetHashCode() => Point.GetHashCode();
}

/// <summary>Commitments that a proof is to carry; those left out are made anew.</summary>
/// <param name="Input">Of the inputs, if the model commits to them.</param>
/// <param name="Output">Of the outputs, if the model commits to them.</param>
public readonly record struct ZkCommitments(ZkCommitment? Input, ZkCommitment? Output = null);
