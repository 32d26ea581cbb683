using Xunit;

namespace ZkmlGen.Runtime.Tests;

public sealed class SrsCacheTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "srs-cache-" + Guid.NewGuid().ToString("N"));
    private readonly Srs srs = Srs.CreateDevelopment(70, "seed"u8, 3, 6);

    private string StoredFile => Path.Combine(folder, "key-1.srs");

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void What_is_stored_comes_back()
    {
        var cache = new SrsCache(folder);
        Assert.Null(cache.Load("key-1"));
        cache.Store("key-1", srs);
        var loaded = cache.Load("key-1")!;
        Assert.Equal(srs.Digest, loaded.Digest);
        Assert.Equal(srs.Powers, loaded.Powers);
        Assert.Equal(srs.TauG2, loaded.TauG2);
        Assert.True(loaded.IsDevelopment);
        Assert.Equal([3, 6], loaded.LagrangeLogs);
        Assert.Equal(srs.Lagrange(6), loaded.Lagrange(6));
        Assert.Equal([StoredFile], Directory.GetFiles(folder));
    }

    [Fact]
    public void It_is_made_once()
    {
        var cache = new SrsCache(folder);
        Assert.Same(srs, cache.GetOrCreate("key-1", () => srs));
        Assert.Equal(srs.Digest, cache.GetOrCreate("key-1", () => throw new InvalidOperationException()).Digest);
    }

    [Fact]
    public void A_failed_store_leaves_nothing_behind()
    {
        Directory.CreateDirectory(StoredFile);
        Assert.ThrowsAny<Exception>(() => new SrsCache(folder).Store("key-1", srs));
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void Damage_anywhere_is_found()
    {
        var cache = new SrsCache(folder);
        cache.Store("key-1", srs);
        var bytes = File.ReadAllBytes(StoredFile);
        for (var place = 0; place < bytes.Length; place += place < 250 ? 1 : 97)
        {
            var damaged = bytes.ToArray();
            damaged[place] ^= 0x10;
            File.WriteAllBytes(StoredFile, damaged);
            Assert.Null(cache.Load("key-1"));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(150)]
    [InlineData(2000)]
    public void A_part_of_a_file_is_found(int length)
    {
        var cache = new SrsCache(folder);
        cache.Store("key-1", srs);
        var bytes = File.ReadAllBytes(StoredFile);
        File.WriteAllBytes(StoredFile, bytes[..length]);
        Assert.Null(cache.Load("key-1"));
        File.WriteAllBytes(StoredFile, [.. bytes, 0]);
        Assert.Null(cache.Load("key-1"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../key")]
    [InlineData("a/b")]
    [InlineData("a.b")]
    public void Keys_cannot_leave_the_folder(string key)
    {
        Assert.Throws<ArgumentException>(() => new SrsCache(folder).Load(key));
        Assert.Throws<ArgumentException>(() => new SrsCache(folder).Store(key, srs));
    }
}
