namespace ZkmlGen.Tool;

/// <summary>The user asked for something that can't be done; the message is one sentence that says what and why.</summary>
internal sealed class ToolException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>ZKMLnnnn.</summary>
    public string Code { get; } = code;
}
