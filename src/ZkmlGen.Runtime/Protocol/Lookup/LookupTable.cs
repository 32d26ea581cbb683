using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>The lookup table of section 2: for each width the pairs (tag, x), x below 2^width; rows behind repeat (0, 0).</summary>
internal sealed class LookupTable
{
    private readonly int[] offsets;
    private readonly int[] sizes;

    public LookupTable(Ranges ranges)
    {
        sizes = [.. ranges.TableWidths.Items.Select(width => 1 << width)];
        offsets = new int[sizes.Length];
        for (var tag = 1; tag < sizes.Length; tag++) offsets[tag] = offsets[tag - 1] + sizes[tag - 1];
        RemainderTag = ranges.Tag(ranges.RemainderBits);
    }

    /// <summary>tag_m.</summary>
    public int RemainderTag { get; }

    /// <summary>The row of (tag, value), -1 if the table has no such entry.</summary>
    public int Row(int tag, int value) => (uint)value < (uint)sizes[tag] ? offsets[tag] + value : -1;

    /// <summary>Ttag and Tval.</summary>
    public static void Fill(Ranges ranges, Span<int> tags, Span<int> values)
    {
        var row = 0;
        for (var tag = 0; tag < ranges.TableWidths.Count; tag++)
        {
            for (var x = 0; x < 1 << ranges.TableWidths[tag]; x++, row++) (tags[row], values[row]) = (tag, x);
        }
    }
}
