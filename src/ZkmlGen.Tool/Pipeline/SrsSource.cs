using System.Numerics;
using System.Text.RegularExpressions;
using ZkmlGen.Compiler;
using ZkmlGen.Runtime;

namespace ZkmlGen.Tool.Pipeline;

/// <summary>
/// Where keys take their SRS from: a file of the user's (a ceremony's .ptau file, or what <c>zkml srs new</c> wrote), the digest of an SRS in the cache, or else a
/// development SRS. All are kept in a cache of the user's, so that each is checked once.
/// </summary>
internal static partial class SrsSource
{
    /// <summary>Environment variable: a folder to use instead of the user's.</summary>
    public const string CacheVariable = "ZKML_SRS_CACHE";

    /// <summary>An SRS of at least that size with the Lagrange basis of 2^log.</summary>
    /// <param name="reference">A file or a digest; null for a development SRS.</param>
    /// <param name="size">Powers needed.</param>
    /// <param name="log">Of the Lagrange basis.</param>
    /// <param name="warn">Told what the user should know.</param>
    public static Srs Get(string? reference, int size, int log, Action<string> warn)
    {
        var cache = Cache(warn);
        if (reference is null) return cache.GetOrCreate($"development-{Rounded(size)}", size, log, () => Srs.CreateDevelopment(Rounded(size), log));
        return Guard(reference, () => IsDigest(reference)
            ? cache.GetOrCreate(Name(reference), size, log, () => throw NotCached(reference, size))
            : cache.GetOrCreate(SrsCache.NameOf(Info(reference).Digest), size, log, () => SrsInput.Of(reference).Read(size)));
    }

    /// <summary>The cache of the user's.</summary>
    public static SrsCache Cache(Action<string>? warn = null) => new(Folder(), warn);

    /// <summary>What a file or the cached SRS of a digest is, without a check of its powers.</summary>
    public static SrsInfo Info(string reference) => Guard(reference, () =>
        IsDigest(reference) ? Cache().Find(Name(reference)) ?? throw NotCached(reference, 2) : SrsInput.Of(reference).Pass(0, (_, _) => { }));

    /// <summary>What decides whether keys have to be made anew: the digest of the SRS, empty for the development SRS.</summary>
    public static string Identity(string? reference) => reference is null ? "" : SrsCache.NameOf(Info(reference).Digest);

    /// <summary>Runs an action on an SRS; what is wrong with it becomes a sentence that names it.</summary>
    public static T Guard<T>(string reference, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new ToolException(DiagnosticIds.SrsFile, $"The SRS '{reference}' can't be used: {exception.Message}", exception);
        }
    }

    /// <summary>2^k or 9/8 2^k: few sizes, so that models share them, and room for N + 1 powers.</summary>
    private static int Rounded(int size)
    {
        var power = (int)BitOperations.RoundUpToPowerOf2((uint)size);
        return size <= power / 2 + power / 16 ? power / 2 + power / 16 : power;
    }

    private static bool IsDigest(string reference) => DigestRegex().IsMatch(reference);

    private static string Name(string digest) => digest[2..].ToLowerInvariant();

    private static InvalidDataException NotCached(string digest, int size) =>
        new($"the cache {Folder()} has no SRS of this digest with {size} powers or more ('zkml srs import FILE' puts one there).");

    private static string Folder()
    {
        if (Environment.GetEnvironmentVariable(CacheVariable) is { Length: > 0 } named) return Path.GetFullPath(named);
        var user = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(user.Length > 0 ? user : Path.GetTempPath(), "zkmlgen", "srs");
    }

    [GeneratedRegex("^0x[0-9a-fA-F]{64}$")]
    private static partial Regex DigestRegex();
}
