using Xunit;

namespace ZkmlGen.Runtime.Tests.Faults;

/// <summary>A file of points that changes between being opened and being read: an error that names it, or the points that it had.</summary>
public sealed class ChangedFileTests : IDisposable
{
    private const int Size = 70;
    private static readonly Srs srs = Srs.CreateDevelopment(Size, "seed"u8);
    private readonly string folder = Directory.CreateTempSubdirectory("zkml-changed").FullName;

    public ChangedFileTests() => AtomicFile.Write(Name, stream => SrsFile.Write(stream, srs));

    private string Name => Path.Combine(folder, "file.srs");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(0), InlineData(100), InlineData(64 * Size)]
    public void A_file_that_shrinks_is_an_error(int length)
    {
        using var file = new SrsFile(Name);
        if (TryChange(stream => stream.SetLength(length))) Refuse(file, "is truncated");
    }

    [Fact]
    public void Other_points_are_an_error()
    {
        using var file = new SrsFile(Name);
        if (TryChange(stream => stream.Write(new byte[300]))) Refuse(file, "a checksum is wrong");
    }

    [Fact]
    public void A_file_that_grows_has_the_points_that_it_had()
    {
        using var file = new SrsFile(Name);
        TryChange(stream =>
        {
            stream.Seek(0, SeekOrigin.End);
            stream.Write(new byte[300]);
        });
        Assert.Equal(srs.Powers, file.Read(Size).Powers);
        Refuse(() => new SrsFile(Name).Dispose(), "has another length than its head says");
    }

    [Fact]
    public void A_file_that_is_replaced_is_read_to_its_end()
    {
        using var file = new SrsFile(Name);
        var other = Srs.CreateDevelopment(Size, "other"u8);
        AtomicFile.Write(Name, stream => SrsFile.Write(stream, other));
        Assert.Equal(srs.Powers, file.Read(Size).Powers);
        using var next = new SrsFile(Name);
        Assert.Equal(other.Powers, next.Read(Size).Powers);
    }

    [Fact]
    public void Points_outlive_their_reader_and_their_file()
    {
        Srs loaded;
        using (var file = new SrsFile(Name)) loaded = file.Read(Size);
        File.Delete(Name);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(srs.Powers, loaded.Powers);
    }

    /// <summary>Writes into the file that is open; false where the system forbids it.</summary>
    private bool TryChange(Action<Stream> change)
    {
        try
        {
            using var stream = new FileStream(Name, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            change(stream);
            return true;
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            return false;
        }
    }

    private void Refuse(SrsFile file, string fault) => Refuse(() => file.Read(Size), fault);

    private void Refuse(Action read, string fault)
    {
        var message = Assert.Throws<InvalidDataException>(read).Message;
        Assert.Contains(Name, message, StringComparison.Ordinal);
        Assert.Contains(fault, message, StringComparison.Ordinal);
    }
}
