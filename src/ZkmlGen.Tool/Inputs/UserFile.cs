using System.Text;
using ZkmlGen.Compiler;

namespace ZkmlGen.Tool.Inputs;

/// <summary>Reads files that the user names.</summary>
internal static class UserFile
{
    /// <summary>A file of UTF-8 text.</summary>
    /// <exception cref="ToolException">It can't be read; the message says why.</exception>
    public static string ReadText(string path) => Encoding.UTF8.GetString(Read(path));

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="ToolException">It can't be read; the message says why.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            var why = exception switch
            {
                FileNotFoundException or DirectoryNotFoundException => "does not exist",
                _ when Directory.Exists(path) => "is a folder",
                UnauthorizedAccessException => "may not be read",
                _ => $"can't be read: {exception.Message.TrimEnd('.')}",
            };
            throw new ToolException(DiagnosticIds.MissingFile, $"The file '{path}' {why}.", exception);
        }
    }
}
