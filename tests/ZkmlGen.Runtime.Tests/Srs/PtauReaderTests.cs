using Xunit;
using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Tests;

public sealed class PtauReaderTests
{
    public static TheoryData<string> Files => ["raw", "prepared"];

    private static byte[] File(string name) => name == "raw" ? PtauFiles.Raw : PtauFiles.Prepared;

    [Theory]
    [MemberData(nameof(Files))]
    public void Reads_the_powers_it_is_asked_for(string name)
    {
        var all = PtauReader.Read(new MemoryStream(File(name)), PtauFiles.Powers);
        Assert.Equal(PtauFiles.Powers, all.Size);
        Assert.False(all.IsDevelopment);
        Assert.Equal(G1Affine.Generator, all.Powers.Span[0]);
        var some = PtauReader.Read(new MemoryStream(File(name)), 33);
        Assert.Equal(all.Powers[..33], some.Powers);
        Assert.Equal(all.TauG2, some.TauG2);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Reads_streams_that_cannot_seek(string name)
    {
        var srs = PtauReader.Read(new ForwardStream(File(name)), 20);
        Assert.Equal(PtauReader.Read(new MemoryStream(File(name)), 20).Digest, srs.Digest);
    }

    [Fact]
    public void Reads_files()
    {
        var path = Path.GetTempFileName();
        try
        {
            System.IO.File.WriteAllBytes(path, PtauFiles.Raw);
            Assert.Equal(100, PtauReader.Read(path, 100).Size);
            var error = Assert.Throws<InvalidDataException>(() => PtauReader.Read(path, 128));
            Assert.Contains(path, error.Message);
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    [Fact]
    public void Our_Lagrange_basis_is_that_of_the_prepared_file()
    {
        const int log = 6;
        var file = PtauFiles.Prepared;
        var srs = PtauReader.Read(new MemoryStream(file), 1 << log);
        var place = PtauFiles.Section(file, 12) + ((1 << log) - 1) * 64;
        for (var i = 0; i < 1 << log; i++)
        {
            Assert.True(G1Affine.TryReadMontgomery(file.AsSpan(place + 64 * i, 64), out var expected));
            Assert.Equal(expected, srs.Lagrange(log).Span[i]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(5000)]
    [InlineData(12000)]
    public void Truncated_files_are_refused(int length)
    {
        AssertRefused(PtauFiles.Raw[..length], "truncated");
        var error = Assert.Throws<InvalidDataException>(() => PtauReader.Read(new ForwardStream(PtauFiles.Raw[..length]), 127));
        Assert.Contains("truncated", error.Message);
    }

    [Fact]
    public void Wrong_magic_version_curve_and_power_are_refused()
    {
        AssertRefused(Changed(0, 'q'), "does not start with 'ptau'");
        AssertRefused(Changed(4, 2), "version 2");
        AssertRefused(Changed(24, 48), "another curve");
        AssertRefused(Changed(28, 1), "another curve");
        AssertRefused(Changed(60, 7), "with power 7 it should have");
        AssertRefused(Changed(60, 0), "between 1 and 28");
        AssertRefused(Changed(60, 200), "between 1 and 28");
        AssertRefused(Changed(12, 9), "before its header section");
        AssertRefused(Changed(PtauFiles.Section(PtauFiles.Raw, 2) - 12, 99), "no section 2");
        AssertRefused(Changed(PtauFiles.Section(PtauFiles.Raw, 3) - 12, 99), "no section 3");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_a_file_is_can_be_seen_without_reading_its_powers(string name)
    {
        var info = new PtauStream(new MemoryStream(File(name)), name).Pass(0, (_, _) => Assert.Fail("No powers were asked for."));
        Assert.Equal((6, PtauFiles.Powers, name == "raw" ? SrsKind.Ceremony : SrsKind.PreparedCeremony), (info.Power, (int)info.Powers, info.Kind));
        Assert.Equal(PtauReader.Read(new MemoryStream(File(name)), 20).Digest, info.Digest);
    }

    [Fact]
    public void Powers_that_were_not_asked_for_are_not_checked_but_all_can_be()
    {
        var file = PtauFiles.Raw;
        var powers = file.AsSpan(PtauFiles.Section(file, 2));
        powers.Slice(64 * 40, 64).CopyTo(powers[(64 * 90)..]);
        Assert.Equal(80, PtauReader.Read(new MemoryStream(file), 80).Size);
        var error = Assert.Throws<InvalidDataException>(() => new PtauStream(new ForwardStream(file), "powers.ptau").Check(long.MaxValue, (_, _) => { }));
        Assert.Contains("not the powers of one tau", error.Message);
    }

    [Fact]
    public void Too_few_powers_are_named()
    {
        var error = Assert.Throws<InvalidDataException>(() => PtauReader.Read(new MemoryStream(PtauFiles.Raw), 300));
        Assert.Contains("has power 6, that is 127 powers of tau, but 300 are needed; take a file of power 8 or more", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => PtauReader.Read(new MemoryStream(PtauFiles.Raw), 1));
    }

    [Fact]
    public void A_flipped_bit_in_a_point_is_found()
    {
        var file = PtauFiles.Raw;
        file[PtauFiles.Section(file, 2) + 64 * 17 + 3] ^= 4;
        AssertRefused(file, "point 17 of section 2 is not a point of G1");
        file = PtauFiles.Raw;
        file[PtauFiles.Section(file, 3) + 128 + 3] ^= 4;
        AssertRefused(file, "point 1 of section 3 is not a point of G2");
        file = PtauFiles.Raw;
        file.AsSpan(PtauFiles.Section(file, 2) + 64 * 5, 32).Fill(255);
        AssertRefused(file, "point 5 of section 2 is not a point of G1");
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(0, 1)]
    [InlineData(125, 126)]
    public void Swapped_powers_are_found(int i, int j)
    {
        var file = PtauFiles.Raw;
        var powers = file.AsSpan(PtauFiles.Section(file, 2));
        var kept = powers.Slice(64 * i, 64).ToArray();
        powers.Slice(64 * j, 64).CopyTo(powers[(64 * i)..]);
        kept.CopyTo(powers[(64 * j)..]);
        AssertRefused(file, i == 0 ? "first point is not the generator" : "not the powers of one tau");
    }

    [Fact]
    public void A_replaced_or_negated_power_is_found()
    {
        var file = PtauFiles.Raw;
        var powers = file.AsSpan(PtauFiles.Section(file, 2));
        powers.Slice(64 * 40, 64).CopyTo(powers[(64 * 90)..]);
        AssertRefused(file, "not the powers of one tau");
        file = PtauFiles.Raw;
        file.AsSpan(PtauFiles.Section(file, 2) + 64 * 126, 64).Clear();
        AssertRefused(file, "not the powers of one tau");
    }

    [Fact]
    public void Powers_in_G2_must_start_with_the_generator_and_a_tau()
    {
        var file = PtauFiles.Raw;
        var points = file.AsSpan(PtauFiles.Section(file, 3));
        points.Slice(128, 128).CopyTo(points);
        AssertRefused(file, "with the generator of BN254");
        file = PtauFiles.Raw;
        points = file.AsSpan(PtauFiles.Section(file, 3));
        points[..128].CopyTo(points[128..]);
        AssertRefused(file, "its tau is 1");
        file = PtauFiles.Raw;
        file.AsSpan(PtauFiles.Section(file, 3) + 128, 128).Clear();
        AssertRefused(file, "its tau is 0");
    }

    private static byte[] Changed(int place, int value)
    {
        var file = PtauFiles.Raw;
        file[place] = (byte)value;
        return file;
    }

    private static void AssertRefused(byte[] file, string reason)
    {
        var error = Assert.Throws<InvalidDataException>(() => PtauReader.Read(new MemoryStream(file), PtauFiles.Powers, "powers.ptau"));
        Assert.StartsWith("powers.ptau ", error.Message);
        Assert.Contains(reason, error.Message);
    }

    /// <summary>A stream without Seek and Length.</summary>
    private sealed class ForwardStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override long Seek(long offset, SeekOrigin loc) => throw new NotSupportedException();
    }
}
