using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>
/// Reads powers of tau from the .ptau files of snarkjs, as contributed or prepared for phase 2. The format: "ptau", version 1, number of sections, then the
/// sections (type, length, body), all little-endian: 1 = header (size and value of the base field's modulus, power, power of the ceremony),
/// 2 = 2^(power+1) - 1 powers in G1, 3 = 2^power powers in G2; others are skipped. Points are checked to be on their curves and in their groups;
/// that they are powers of one tau is for <see cref="SrsVerifier"/> to say.
/// </summary>
public static class PtauReader
{
    /// <summary>The first size powers of the file at path, checked by <see cref="SrsVerifier"/>.</summary>
    /// <exception cref="InvalidDataException">The file is not such a file, is damaged, or has too few powers; the message says which.</exception>
    public static Srs Read(string path, int size)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return Read(file, size, path);
    }

    /// <summary>The first size powers of the stream, read from its position on without seeking back, checked by <see cref="SrsVerifier"/>; name stands for it in messages.</summary>
    /// <exception cref="InvalidDataException">The stream is no such file, is damaged, or has too few powers; the message says which.</exception>
    public static Srs Read(Stream stream, int size, string name = "the powers-of-tau stream")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Srs.MaximumSize);
        var srs = new PtauSections(stream, name).ReadSrs(size);
        SrsVerifier.Verify(srs, name);
        return srs;
    }
}
