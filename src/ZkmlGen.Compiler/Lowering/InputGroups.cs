using System;
using System.Collections.Generic;
using System.Linq;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>Terms of a view that the same weight tiles can read.</summary>
/// <param name="Unit">Real value of one unit of act that the weights are quantised for.</param>
/// <param name="Segments">How the dimension that is summed over lies in memory, relative to a term's offset.</param>
/// <param name="Terms">The terms, with their integer multiples of Unit.</param>
internal sealed record InputGroup(double Unit, Segment[] Segments, (CellTerm Term, long Multiple)[] Terms);

/// <summary>Groups the terms of a weighted operator's input.</summary>
internal static class InputGroups
{
    private const int MaximumSegments = 8;
    private const int MaximumTerms = 64;
    private const double MaximumMultiple = 1 << 20;

    /// <summary>
    /// The groups, or null if the view needs cells of its own first: its gains are no integer multiples of one another, or it is scattered.
    /// </summary>
    public static InputGroup[]? Of(Expression view, int dimension)
    {
        if (view.Terms.Count > MaximumTerms || view.Terms.Any(term => term is not CellTerm)) return null;
        var groups = new List<InputGroup>();
        foreach (var terms in view.Terms.Cast<CellTerm>().GroupBy(term => Key(term.Tables[dimension])))
        {
            var unit = terms.Min(term => Math.Abs(term.Unit));
            var multiples = terms.Select(term => (term, Multiple: term.Unit / unit)).ToArray();
            if (multiples.Any(pair => Math.Abs(pair.Multiple) > MaximumMultiple || Math.Abs(pair.Multiple - Math.Round(pair.Multiple)) > 1e-9)) return null;
            var segments = AddressTable.Segments(terms.First().Tables[dimension]);
            if (segments.Count > MaximumSegments) return null;
            groups.Add(new InputGroup(unit, [.. segments], [.. multiples.Select(pair => (pair.term, (long)Math.Round(pair.Multiple)))]));
        }
        return [.. groups];
    }

    // Tables of one key differ by a constant only.
    private static string Key(int[] table) => string.Join(",",
        AddressTable.Segments(table).Select(segment => $"{segment.Start}:{string.Join("x", segment.Axes.Select(axis => $"{axis.Count}*{axis.Stride}"))}"));
}
