using Xunit;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Tests.Files;

/// <summary>Files of more points than one checksum covers: any part of them is loaded, or refused.</summary>
public sealed class PointFileTests : IDisposable
{
    private const string Label = "ZKMLGEN-TEST";
    private const int Count = PointFile.ChunkPoints + 10;
    private static readonly G1Affine[] points = [.. Enumerable.Range(0, Count).Select(i => new G1Affine(Fq.FromInt64(i), Fq.FromInt64(-i)))];
    private readonly string folder = Directory.CreateTempSubdirectory("zkml-points").FullName;

    public PointFileTests() => AtomicFile.Write(Name, stream =>
    {
        var writer = new PointFileWriter(stream, Label, 3, Count, 5);
        writer.Append(points);
        writer.Append(points.AsSpan(0, 5));
        writer.Finish([1, 2, 3]);
    });

    private string Name => Path.Combine(folder, "file");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(0), InlineData(1), InlineData(PointFile.ChunkPoints), InlineData(PointFile.ChunkPoints + 3), InlineData(Count)]
    public void Any_number_of_points_is_loaded(int count)
    {
        using var reader = new PointFileReader(Name, Label);
        Assert.Equal(points[..count], reader.Load(0, count).ToArray());
        Assert.Equal(points[..Math.Min(5, count)], reader.Load(1, Math.Min(5, count)).ToArray());
        var copy = new G1Affine[count];
        reader.Read(0, 0, copy);
        Assert.Equal(points[..count], copy);
    }

    [Theory]
    [InlineData(0, 0), InlineData(PointFile.ChunkPoints, PointFile.ChunkPoints), InlineData(Count - 1, PointFile.ChunkPoints)]
    public void A_damaged_point_spoils_the_points_of_its_checksum(int damaged, int sound)
    {
        using (var stream = new FileStream(Name, FileMode.Open, FileAccess.Write))
        {
            stream.Position = PointFile.HeadSize(2) + (long)damaged * G1Affine.Size;
            stream.WriteByte(77);
        }
        using var reader = new PointFileReader(Name, Label);
        Assert.Throws<InvalidDataException>(() => reader.Load(0, sound + 1));
        Assert.Throws<InvalidDataException>(() => reader.Read(0, 0, new G1Affine[sound + 1]));
        Assert.Equal(points[..sound], reader.Load(0, sound).ToArray());
        Assert.Equal(points[..5], reader.Load(1, 5).ToArray());
    }
}
