using System;
using System.Text;

namespace ZkmlGen.Generator.Emit;

/// <summary>Indented text with LF line ends.</summary>
internal sealed class CodeWriter
{
    private const int IndentWidth = 4;
    private readonly StringBuilder text = new();
    private int indent;

    /// <summary>A line; an empty one has no indentation.</summary>
    public void Line(CodeText line) => Line(line.ToString());

    /// <inheritdoc cref="Line(CodeText)"/>
    public void Line(string line = "")
    {
        if (line.Length > 0) text.Append(' ', indent * IndentWidth).Append(line);
        text.Append('\n');
    }

    /// <summary>Several lines, separated by LF.</summary>
    public void Lines(string lines)
    {
        foreach (var line in lines.Split('\n')) Line(line);
    }

    /// <summary>A header and a block in braces, until the result is disposed.</summary>
    public Scope Block(CodeText header) => Block(header.ToString());

    /// <inheritdoc cref="Block(CodeText)"/>
    public Scope Block(string header)
    {
        Line(header);
        Line("{");
        indent++;
        return new Scope(this, "}");
    }

    /// <summary>Indents what follows, until the result is disposed.</summary>
    public Scope Indent()
    {
        indent++;
        return new Scope(this, null);
    }

    /// <summary>The text so far.</summary>
    public override string ToString() => text.ToString();

    /// <summary>An open block.</summary>
    public readonly struct Scope(CodeWriter writer, string? end) : IDisposable
    {
        /// <summary>Closes the block.</summary>
        public void Dispose()
        {
            writer.indent--;
            if (end is not null) writer.Line(end);
        }
    }
}
