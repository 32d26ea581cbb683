namespace ZkmlGen.Evm;

/// <summary>The per-user cache of npm packages and compiled contracts.</summary>
public static class EvmCache
{
    /// <summary>Environment variable: a folder to use instead of the user's.</summary>
    public const string Variable = "ZKML_EVM_CACHE";

    /// <summary>The path of an entry; its parent exists.</summary>
    /// <exception cref="EvmException">The cache folder can't be made.</exception>
    internal static string Folder(string name)
    {
        var path = Path.Combine(Root(), name);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EvmException($"The cache folder '{Path.GetDirectoryName(path)}' can't be made: set {Variable} to a folder that can be written.", exception);
        }
        return path;
    }

    private static string Root()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named) return Path.GetFullPath(named);
        var user = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(user.Length > 0 ? user : Path.GetTempPath(), "zkmlgen", "evm");
    }
}
