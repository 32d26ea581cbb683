using System.Text;
using System.Text.RegularExpressions;

namespace ZkmlGen.Solidity;

/// <summary>
/// Fills a source file that is valid as it stands. A hole is <c>/*$Name*/dummy/*$*/</c> and takes a property's text; <c>//$if Name</c>, <c>//$each Name</c> and
/// <c>//$text Name</c> up to <c>//$end</c> keep, repeat or replace whole lines. Names are properties of the view, inside "each" of its items.
/// </summary>
internal static partial class Template
{
    /// <summary>The filled text.</summary>
    /// <exception cref="InvalidOperationException">The template names a property that the view does not have, or its blocks don't match.</exception>
    public static string Fill(string template, object view)
    {
        var lines = template.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var text = new StringBuilder();
        var position = 0;
        while (position < lines.Length) Block(lines, ref position, view, text);
        return text.ToString();
    }

    [GeneratedRegex(@"/\*\$(\w+)\*/.*?/\*\$\*/")]
    private static partial Regex Hole();

    [GeneratedRegex(@"^(\s*)//\$(if|each|text) (\w+)$")]
    private static partial Regex Opening();

    private static void Block(string[] lines, ref int position, object view, StringBuilder text)
    {
        var line = lines[position++];
        var opening = Opening().Match(line);
        if (!opening.Success)
        {
            text.Append(Hole().Replace(line, hole => Property<string>(view, hole.Groups[1].Value))).Append('\n');
            return;
        }
        var body = Body(lines, ref position);
        var name = opening.Groups[3].Value;
        switch (opening.Groups[2].Value)
        {
            case "if":
                if (Property<bool>(view, name)) Repeat(body, view, text);
                break;
            case "each":
                foreach (var item in Property<IReadOnlyList<object>>(view, name)) Repeat(body, item, text);
                break;
            default:
                foreach (var statement in Property<IReadOnlyList<string>>(view, name)) text.Append(opening.Groups[1].Value).Append(statement).Append('\n');
                break;
        }
    }

    private static void Repeat(string[] body, object view, StringBuilder text)
    {
        var position = 0;
        while (position < body.Length) Block(body, ref position, view, text);
    }

    private static string[] Body(string[] lines, ref int position)
    {
        var start = position;
        for (var depth = 1; position < lines.Length;)
        {
            var line = lines[position++];
            depth += Opening().IsMatch(line) ? 1 : line.TrimStart() == "//$end" ? -1 : 0;
            if (depth == 0) return lines[start..(position - 1)];
        }
        throw new InvalidOperationException($"The block before line {start} of the template has no end.");
    }

    private static T Property<T>(object view, string name) =>
        view.GetType().GetProperty(name)?.GetValue(view) is T value
            ? value
            : throw new InvalidOperationException($"{view.GetType().Name} has no property {name} of type {typeof(T).Name}.");
}
