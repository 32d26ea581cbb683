using Xunit;
using ZkmlGen.Runtime.Tests.Circuits;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Runtime.Tests.Faults;

/// <summary>A disk that is full after any number of bytes leaves the old file and nothing else.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("zkml-full").FullName;
    private static readonly Srs srs = Srs.CreateDevelopment(70, "seed"u8, 6);
    private static readonly ProvingKey key = Setups.Keys(new TinyNetwork(3).Circuit()).Proving;

    private string Name => Path.Combine(folder, "file");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static TheoryData<string> Kinds => ["powers", "basis", "key"];

    [Theory, MemberData(nameof(Kinds))]
    public void The_old_file_stays(string kind)
    {
        AtomicFile.Write(Name, stream => Write(kind, stream));
        var old = File.ReadAllBytes(Name);
        for (var room = 0; room < old.Length; room += room < 200 || room > old.Length - 200 ? 1 : 59)
        {
            Assert.Throws<IOException>(() => AtomicFile.Write(Name, stream => Write(kind, new FullStream(stream, room))));
            SecurityReport.Count("faults: disk full at some byte, the old file stays");
        }
        Assert.Equal([Name], Directory.GetFiles(folder));
        Assert.Equal(old, File.ReadAllBytes(Name));
        AtomicFile.Write(Name, stream => Write(kind, new FullStream(stream, old.Length)));
    }

    [Fact]
    public void A_limit_of_file_sizes_is_an_IO_error() =>
        Assert.Contains(folder, Assert.Throws<IOException>(() => AtomicFile.Write(Name, _ => throw new ArgumentOutOfRangeException("value"))).Message, StringComparison.Ordinal);

    [Fact]
    public void What_a_killed_process_left_goes_after_a_day_and_nothing_else_does()
    {
        string[] left = [.. new[] { "a.zkml-tmp", "b.zkml-tmp", "c.tmp" }.Select(name => Path.Combine(folder, name))];
        foreach (var path in left) File.WriteAllText(path, "half");
        File.SetLastWriteTimeUtc(left[0], DateTime.UtcNow.AddHours(-25));
        File.SetLastWriteTimeUtc(left[2], DateTime.UtcNow.AddHours(-25));
        AtomicFile.Write(Name, stream => stream.WriteByte(1));
        Assert.Equal([left[1], left[2], Name], Directory.GetFiles(folder).Order(StringComparer.Ordinal));
    }

    private static void Write(string kind, Stream stream)
    {
        if (kind == "powers") SrsFile.Write(stream, srs);
        else if (kind == "basis") LagrangeFile.Write(stream, srs, 6);
        else ProvingKeyFile.Write(key, stream);
    }

    /// <summary>Takes so many bytes and no more.</summary>
    private sealed class FullStream(Stream inner, long room) : Stream
    {
        private long left = room;

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() => inner.Flush();
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            inner.Write(buffer[..(int)Math.Min(left, buffer.Length)]);
            left -= buffer.Length;
            if (left < 0) throw new IOException("No space left on device");
        }
    }
}
