using System.Numerics;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime;

/// <summary>Takes the powers of tau, chunk by chunk in order; all chunks but the last hold a multiple of <see cref="PointFile.ChunkPoints"/>.</summary>
internal delegate void PowersSink(ReadOnlySpan<G1Affine> powers, long total);

/// <summary>A file or stream with an SRS that somebody else made: points are on their curves and in their groups, the rest is to be checked.</summary>
internal abstract class SrsInput(string name)
{
    /// <summary>For messages.</summary>
    public string Name => name;

    /// <summary>One pass: the first limit powers, or as many as there are, go to the sink; total is their number.</summary>
    /// <exception cref="InvalidDataException">The content is no SRS or damaged; the message says what is wrong.</exception>
    public abstract SrsInfo Pass(long limit, PowersSink sink);

    /// <summary>A file of the user's, by its first bytes.</summary>
    public static SrsInput Of(string path) => DevelopmentFile.IsOne(path) ? new DevelopmentFile(path) : new PtauFile(path);

    /// <summary>The first size powers, checked.</summary>
    public Srs Read(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Srs.MaximumSize);
        var powers = new G1Affine[size];
        var filled = 0;
        var info = Check(size, (chunk, _) =>
        {
            chunk.CopyTo(powers.AsSpan(filled));
            filled += chunk.Length;
        });
        if (filled == size) return new Srs(powers, info.TauG2, info.IsDevelopment);
        throw new InvalidDataException(
            $"{name} has power {info.Power}, that is {info.Powers} powers of tau, but {size} are needed; take a file of power {BitOperations.Log2((uint)size)} or more.");
    }

    /// <summary>One pass that hands on the first limit powers and checks that they are the powers of one tau.</summary>
    /// <exception cref="InvalidDataException">They are not.</exception>
    public SrsInfo Check(long limit, PowersSink sink)
    {
        var check = new PowersCheck(name);
        var info = Pass(limit, (chunk, total) =>
        {
            check.Add(chunk);
            sink(chunk, total);
        });
        check.Finish(info.TauG2);
        return info;
    }
}
