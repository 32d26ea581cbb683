using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>
/// The proving key as a <see cref="PointFile"/> of two vectors, powers and Lagrange basis. Its properties: key digest, circuit digest, model digest, 1 for a
/// development SRS or 0 (1 byte), for each weight column its blinding coefficient (32 bytes, big-endian) and its commitment (64 bytes). Checksums find damage; whoever may
/// write the file is trusted like whoever may write the program: with points of their choice they could make proofs that reveal the witness.
/// </summary>
public static class ProvingKeyFile
{
    private const string Label = "ZKMLGEN-PROVING-KEY-V3";
    private const int DigestSize = 32, ScalarSize = 32, FlagOffset = 3 * DigestSize, ColumnSize = ScalarSize + G1Affine.Size;

    /// <summary>Writes the file as a whole: nobody ever sees half of it.</summary>
    public static void Write(ProvingKey key, string path)
    {
        ArgumentNullException.ThrowIfNull(key);
        AtomicFile.Write(path, stream => Write(key, stream));
    }

    /// <summary>Reads a file and checks that it is whole and undamaged.</summary>
    /// <exception cref="InvalidDataException">The file is no proving key of this version, or is damaged.</exception>
    public static ProvingKey Read(string path)
    {
        try
        {
            using var reader = new PointFileReader(path, Label);
            var (header, blinding, weights) = Parse(reader.Properties);
            if (reader.Vectors != 2) throw new InvalidDataException($"{path} has another number of vectors than a proving key.");
            return new ProvingKey(header, blinding, weights, reader.Load(0, checked((int)reader.Count(0))), reader.Load(1, checked((int)reader.Count(1))));
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"The proving key can't be used, make it anew ('dotnet clean' and 'dotnet build', or 'zkml build'): {exception.Message}", exception);
        }
    }

    /// <summary>Bytes of a key's file.</summary>
    public static long LengthOf(ProvingKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return PointFile.Length(Properties(key).Length, key.Powers.Length, key.Lagrange.Length);
    }

    internal static void Write(ProvingKey key, Stream stream)
    {
        var properties = Properties(key);
        var writer = new PointFileWriter(stream, Label, properties.Length, key.Powers.Length, key.Lagrange.Length);
        writer.Append(key.Powers.Span);
        writer.Append(key.Lagrange.Span);
        writer.Finish(properties);
        GC.KeepAlive(key);
    }

    private static byte[] Properties(ProvingKey key)
    {
        byte[] properties = [.. key.Header.KeyDigest, .. key.Header.CircuitDigest, .. key.Header.ModelDigest, (byte)(key.IsDevelopment ? 1 : 0), .. new byte[key.WeightBlinding.Length * ColumnSize]];
        for (var i = 0; i < key.WeightBlinding.Length; i++)
        {
            key.WeightBlinding[i].Write(BlindingOf(properties, i));
            key.WeightCommitments[i].Write(WeightOf(properties, i));
        }
        return properties;
    }

    private static (ProvingKeyHeader Header, Fr[] Blinding, G1Affine[] Weights) Parse(byte[] properties)
    {
        if (properties.Length <= FlagOffset || (properties.Length - FlagOffset - 1) % ColumnSize != 0 || properties[FlagOffset] > 1) throw new InvalidDataException("Its properties are damaged.");
        var count = (properties.Length - FlagOffset - 1) / ColumnSize;
        var (blinding, weights) = (new Fr[count], new G1Affine[count]);
        for (var i = 0; i < count; i++)
        {
            if (!Fr.TryRead(BlindingOf(properties, i), out blinding[i])) throw new InvalidDataException("A blinding coefficient is not below r.");
            if (!G1Affine.TryRead(WeightOf(properties, i), out weights[i])) throw new InvalidDataException("A weight commitment is not on the curve.");
        }
        return (new(properties[..DigestSize], properties[DigestSize..(2 * DigestSize)], properties[(2 * DigestSize)..FlagOffset], properties[FlagOffset] == 1), blinding, weights);
    }

    private static Span<byte> BlindingOf(byte[] properties, int i) => properties.AsSpan(FlagOffset + 1 + i * ColumnSize, ScalarSize);

    private static Span<byte> WeightOf(byte[] properties, int i) => properties.AsSpan(FlagOffset + 1 + i * ColumnSize + ScalarSize, G1Affine.Size);
}
