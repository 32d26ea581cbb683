using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace ZkmlGen.Generator.Emit;

/// <summary>Turns names of a model file, which may hold anything, into identifiers, literals and comments that cannot be left.</summary>
internal static class Names
{
    private const int MaximumLength = 40;

    private static readonly HashSet<string> Keywords = [.. (
        "abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit " +
        "extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator out " +
        "override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true " +
        "try typeof uint ulong unchecked unsafe ushort using virtual void volatile while").Split(' ')];

    /// <summary>A Pascal-case identifier made of the ASCII letters and digits of a name.</summary>
    public static string Pascal(string name, string fallback)
    {
        var text = new StringBuilder();
        var upper = true;
        foreach (var c in name)
        {
            var letter = c is >= 'a' and <= 'z' or >= 'A' and <= 'Z';
            if (!letter && c is not (>= '0' and <= '9')) { upper = true; continue; }
            if (text.Length == MaximumLength) break;
            if (text.Length == 0 && !letter) text.Append(fallback);
            text.Append(upper ? char.ToUpperInvariant(c) : c);
            upper = false;
        }
        return text.Length == 0 ? fallback : text.ToString();
    }

    /// <summary>A camel-case parameter name; keywords get an @.</summary>
    public static string Parameter(string name)
    {
        var pascal = Pascal(name, "Input");
        var camel = char.ToLowerInvariant(pascal[0]) + pascal.Substring(1);
        return Keywords.Contains(camel) ? "@" + camel : camel;
    }

    /// <summary>Names without repetition, in order: a repeated one gets the least number from 2 on that is free.</summary>
    public static string[] Distinct(IReadOnlyList<string> names, IEnumerable<string> reserved)
    {
        var taken = new HashSet<string>(reserved);
        var result = new string[names.Count];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = names[i];
            for (var number = 2; !taken.Add(result[i]); number++) result[i] = names[i] + number.ToString(CultureInfo.InvariantCulture);
        }
        return result;
    }

    /// <summary>A string literal.</summary>
    public static string Literal(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var c in value)
        {
            if (c is '"' or '\\') text.Append('\\').Append(c);
            else if (c is >= ' ' and < (char)127) text.Append(c);
            else text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }
        return text.Append('"').ToString();
    }

    /// <summary>Text for a line comment: printable ASCII, the rest as question marks.</summary>
    public static string Comment(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var c in value) text.Append(c is >= ' ' and < (char)127 ? c : '?');
        return text.ToString();
    }

    /// <summary>Text for a documentation comment.</summary>
    public static string Doc(string value) => Comment(value).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
