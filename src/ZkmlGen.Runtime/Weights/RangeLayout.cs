using System.Globalization;
using System.Numerics;
using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime;

/// <summary>
/// The circuit of a range proof: its input cells are digits, and the words of its commitments are weights. Digit 0 of entry t of column k is at address w + k N_T + t,
/// where the weight is subtracted; digits i of a range's entries follow, column by column.
/// </summary>
internal sealed class RangeLayout
{
    private readonly WeightRanges ranges;

    /// <summary>The circuit for the weights of another circuit.</summary>
    /// <exception cref="InvalidDataException">The ranges are not those of its tiles.</exception>
    public RangeLayout(CircuitDescription model, WeightRanges ranges)
    {
        if (!ranges.Covers(model)) throw new InvalidDataException($"The ranges are not those of the {model.Size.TileRows} tile rows of '{model.Name}'.");
        (this.ranges, Columns, Rows) = (ranges, model.Size.WeightColumns, model.Size.TileRows);
        var cells = checked((int)Math.Max(1, ranges.Cells(Columns)));
        var size = new Dimensions(ranges.LogRows, ranges.Lanes(model), 1, 1, 0);
        First = size.Lanes;
        Description = new CircuitDescription(
            $"{model.Name}WeightRanges", size, new Ranges(0, 0, new[] { 0, ranges.DigitBits }),
            new CellTensor[]
            {
                new("one", "", "1", Gadget.One, 0, 0, 0, 0, 1, 0),
                new("digits", "", "", Gadget.Input, 0, -(1 << (ranges.DigitBits - 1)), ranges.DigitBits, First, cells, 0),
            },
            Maps(), new TileMap[0], new InputPort[0], new OutputPort[0])
        {
            Disclosure = new Disclosure(Visibility.Private, Visibility.Private, OutputForm.Full, Visibility.Public),
            CommittedCells = Enumerable.Range(0, Rows > 0 ? Columns : 0).Select(k => new CommittedWords(First + k * Rows, Rows, 1)).ToArray(),
        };
    }

    /// <summary>K.</summary>
    public int Columns { get; }
    /// <summary>N_T.</summary>
    public int Rows { get; }
    /// <summary>Address of digit 0 of entry 0 of column 0.</summary>
    public int First { get; }
    /// <summary>The circuit.</summary>
    public CircuitDescription Description { get; }

    /// <summary>Further digits: number, address of the first, and their range's rows.</summary>
    public IEnumerable<(int Digit, int Address, WeightRange Range)> Further()
    {
        var address = First + Columns * Rows;
        foreach (var range in ranges.Items)
        {
            for (var digit = 1; digit < range.Digits; digit++)
            {
                yield return (digit, address, range);
                address += Columns * range.Rows;
            }
        }
    }

    private PublicMap[] Maps() => Rows == 0 ? [] :
    [
        new PublicMap(1, "1", new Placement(First, First, 0, new[] { Loop(Columns * Rows, 1, 1) })),
        .. Further().Select(part => new PublicMap(
            1, (BigInteger.One << (ranges.DigitBits * part.Digit)).ToString(CultureInfo.InvariantCulture),
            new Placement(First + part.Range.First, part.Address, 0, new[] { Loop(Columns, Rows, part.Range.Rows), Loop(part.Range.Rows, 1, 1) }))),
    ];

    private static Factor Loop(int count, int outputStep, int inputStep) => new(new[] { new Run(0, 0, 0, count, outputStep, inputStep, 0) });
}
