using Xunit;

namespace ZkmlGen.Runtime.Tests;

public sealed class SrsCacheTests : IDisposable
{
    private const int Size = 70, Log = 6;
    private readonly string folder = Path.Combine(Path.GetTempPath(), "srs-cache-" + Guid.NewGuid().ToString("N"));
    private readonly Srs srs = Srs.CreateDevelopment(Size, "seed"u8, Log);
    private readonly SrsCache cache;

    public SrsCacheTests() => cache = new(folder);

    private string Powers => Path.Combine(folder, "key-1.srs");
    private string Basis => Powers + ".lagrange-6";

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void What_is_stored_comes_back()
    {
        Assert.Null(cache.Load("key-1", Size));
        Assert.Same(srs, Store());
        var loaded = Load();
        Assert.Equal(srs.Digest, loaded.Digest);
        Assert.Equal(srs.Powers, loaded.Powers);
        Assert.Equal(srs.TauG2, loaded.TauG2);
        Assert.True(loaded.IsDevelopment);
        Assert.Equal([Log], loaded.LagrangeLogs);
        Assert.Equal(srs.Lagrange(Log), loaded.Lagrange(Log));
        Assert.Equal([Powers, Basis, Powers + ".lock"], Directory.GetFiles(folder).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Fewer_powers_and_another_basis_come_from_the_same_file()
    {
        Store();
        var loaded = cache.GetOrCreate("key-1", 20, 4, () => throw new InvalidOperationException());
        Assert.Equal(srs.Powers[..20], loaded.Powers);
        Assert.Equal(srs.Lagrange(4), loaded.Lagrange(4));
        Assert.Null(cache.Load("key-1", Size + 1));
    }

    [Fact]
    public void More_powers_are_made_anew_and_the_old_basis_is_not_taken_for_theirs()
    {
        Store();
        var other = Srs.CreateDevelopment(80, "other"u8);
        Assert.Equal(other.Digest, cache.GetOrCreate("key-1", 80, Log, () => other).Digest);
        Assert.Equal(other.Lagrange(Log), Load().Lagrange(Log));
    }

    [Fact]
    public void Damage_anywhere_is_made_good()
    {
        Store();
        foreach (var path in new[] { Powers, Basis })
        {
            var bytes = File.ReadAllBytes(path);
            for (var place = 0; place < bytes.Length; place += place < 250 || place > bytes.Length - 250 ? 1 : 97)
            {
                var damaged = bytes.ToArray();
                damaged[place] ^= 0x10;
                File.WriteAllBytes(path, damaged);
                Assert.Equal(srs.Lagrange(Log), Store().Lagrange(Log));
                Assert.Equal(bytes, File.ReadAllBytes(path));
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(150)]
    [InlineData(2000)]
    public void A_part_of_a_file_is_made_good(int length)
    {
        Store();
        foreach (var path in new[] { Powers, Basis })
        {
            var bytes = File.ReadAllBytes(path);
            foreach (var damaged in new byte[][] { bytes[..length], [.. bytes, 0] })
            {
                File.WriteAllBytes(path, damaged);
                Assert.Equal(srs.Lagrange(Log), Store().Lagrange(Log));
                Assert.Equal(bytes, File.ReadAllBytes(path));
            }
        }
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_told_once_and_does_no_harm()
    {
        List<string> warnings = [];
        File.WriteAllText(folder + "-file", "");
        Assert.Same(srs, new SrsCache(folder + "-file/below", warnings.Add).GetOrCreate("key-1", Size, Log, () => srs));
        Assert.Contains("not kept", Assert.Single(warnings), StringComparison.Ordinal);
        File.Delete(folder + "-file");
    }

    [Fact]
    public void An_import_is_checked_and_found_by_its_digest()
    {
        var info = cache.Import(new PtauStream(new MemoryStream(PtauFiles.Raw), "raw"), long.MaxValue);
        var name = SrsCache.NameOf(info.Digest);
        Assert.Equal((PtauFiles.Powers, SrsKind.Ceremony), ((int)cache.Find(name)!.Powers, cache.Find(name)!.Kind));
        Assert.Equal(PtauReader.Read(new MemoryStream(PtauFiles.Raw), 50).Powers, cache.Load(name, 50)!.Powers);

        var broken = PtauFiles.Raw;
        broken.AsSpan(PtauFiles.Section(broken, 2) + 64 * 126, 64).Clear();
        Directory.Delete(folder, recursive: true);
        Assert.Throws<InvalidDataException>(() => cache.Import(new PtauStream(new MemoryStream(broken), "broken"), long.MaxValue));
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void A_development_file_stays_one_whatever_it_says()
    {
        Directory.CreateDirectory(folder);
        var pretended = new Srs(srs.Powers.ToArray(), srs.TauG2, isDevelopment: false);
        using (var file = File.Create(Powers)) SrsFile.Write(file, pretended);
        Assert.True(SrsInput.Of(Powers).Read(Size).IsDevelopment);
        Assert.True(SrsInput.Of(Powers).Pass(0, (_, _) => { }).IsDevelopment);
        var info = cache.Import(SrsInput.Of(Powers), long.MaxValue);
        Assert.True(cache.Load(SrsCache.NameOf(info.Digest), Size)!.IsDevelopment);
    }

    [Fact]
    public void A_development_file_of_other_points_is_refused()
    {
        Directory.CreateDirectory(folder);
        var powers = srs.Powers.ToArray();
        powers[33] = powers[33].Negate();
        using (var file = File.Create(Powers)) SrsFile.Write(file, new Srs(powers, srs.TauG2, isDevelopment: true));
        Assert.Contains("not the powers of one tau", Assert.Throws<InvalidDataException>(() => SrsInput.Of(Powers).Read(Size)).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../key")]
    [InlineData("a/b")]
    [InlineData("a.b")]
    public void Names_cannot_leave_the_folder(string name)
    {
        Assert.Throws<ArgumentException>(() => cache.Load(name, 2));
        Assert.Throws<ArgumentException>(() => cache.GetOrCreate(name, Size, Log, () => srs));
    }

    private Srs Store() => cache.GetOrCreate("key-1", Size, Log, () => srs);

    private Srs Load() => cache.GetOrCreate("key-1", Size, Log, () => throw new InvalidOperationException());
}
