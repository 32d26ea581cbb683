using System.Numerics;
using System.Security.Cryptography;
using ZkmlGen.Compiler;
using ZkmlGen.Runtime;

namespace ZkmlGen.Tool.Pipeline;

/// <summary>Where keys take their SRS from: a .ptau file, or else a development SRS; either is kept in a cache of the user's.</summary>
internal static class SrsSource
{
    /// <summary>Environment variable: a folder to use instead of the user's.</summary>
    public const string CacheVariable = "ZKML_SRS_CACHE";

    /// <summary>An SRS of at least that size with the Lagrange basis of 2^log.</summary>
    /// <param name="ptau">A .ptau file; null for a development SRS.</param>
    public static Srs Get(string? ptau, int size, int log)
    {
        if (ptau is null) return Cached($"development-{Rounded(size)}-{log}", () => WithBasis(Srs.CreateDevelopment(Rounded(size), log), log));
        try
        {
            return Cached($"ptau-{Digest(ptau)}-{size}-{log}", () => WithBasis(PtauReader.Read(ptau, size), log));
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new ToolException(DiagnosticIds.SrsFile, $"The SRS file '{ptau}' can't be used: {exception.Message}", exception);
        }
    }

    /// <summary>2^k or 9/8 2^k: few sizes, so that models share them, and room for N + 1 powers.</summary>
    private static int Rounded(int size)
    {
        var power = (int)BitOperations.RoundUpToPowerOf2((uint)size);
        return size <= power / 2 + power / 16 ? power / 2 + power / 16 : power;
    }

    private static Srs WithBasis(Srs srs, int log)
    {
        _ = srs.Lagrange(log);
        return srs;
    }

    private static Srs Cached(string key, Func<Srs> create)
    {
        var cache = new SrsCache(Folder());
        if (cache.Load(key) is { } stored) return stored;
        var srs = create();
        try
        {
            cache.Store(key, srs);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Without a place to keep it the SRS is made again the next time.
        }
        return srs;
    }

    private static string Digest(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static string Folder()
    {
        if (Environment.GetEnvironmentVariable(CacheVariable) is { Length: > 0 } named) return Path.GetFullPath(named);
        var user = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(user.Length > 0 ? user : Path.GetTempPath(), "zkmlgen", "srs");
    }
}
