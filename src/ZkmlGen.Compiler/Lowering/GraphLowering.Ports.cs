using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>Which integers an input takes: real value times 2^ScaleBits in [Low, Low + 2^Bits).</summary>
internal sealed record InputFormat(int ScaleBits, int Low, int Bits);

internal sealed partial class GraphLowering
{
    // Digits of a word must keep it below the field's order, which has 254 bits.
    private const int WordBits = 253;

    private void Input(Value value, InputFormat format)
    {
        var storage = plan[value].For(value.Shape);
        var block = program.Add(new Block(value.Name, "input", string.Join("x", value.Shape), Gadget.Input, 0, format.Low, format.Bits, format.ScaleBits, 1, storage.PartSize));
        var strides = storage.Tables.Select(table => table.Length > 1 ? table[1] : 0).ToArray();
        program.Inputs.Add(new InputBlock(value.Name, value.Shape, block, strides));
        lowered[value] = new Lowered(new Expression(value.Shape, [storage.Term(block, 1)]), ranges[value], false, value.Name, "input");
    }

    private PackedValue Packed(Value input) => Pack(input, [((CellTerm)lowered[input].Expression.Terms[0], 1)], isHidden: false);

    // Digits are cells of one block, or of two for more precision; least digit first; each word is one reveal row.
    private PackedValue Pack(Value value, (CellTerm Cells, long Weight)[] limbs, bool isHidden)
    {
        var bits = limbs.Length == 1 ? limbs[0].Cells.Block.Bits : 2 * program.ValueBits;
        var low = limbs.Length == 1 ? limbs[0].Cells.Block.Low : -(1L << (bits - 1));
        var elements = Shapes.Count(value.Shape);
        var digits = Math.Min(WordBits / bits, elements);
        var words = (elements + digits - 1) / digits;
        var reveal = new Block(value.Name, "reveal", string.Join("x", value.Shape), Gadget.Reveal, 0, 0, 0, 0, 1, words);
        if (!isHidden) program.Add(reveal);
        var maps = isHidden ? program.HiddenMaps : program.Maps;
        foreach (var (cells, weight) in limbs)
        {
            var addresses = AddressTable.Merge(cells.Tables);
            for (var k = 0; k < digits; k++)
            {
                var positions = Enumerable.Range(0, words).Where(word => word * digits + k < elements).ToArray();
                foreach (var run in RunCover.Cover([.. positions.Select(word => new Point(word, addresses[word * digits + k], 0))]))
                    maps.Add(Word(reveal, cells.Block, new BigInteger(weight) << (bits * k), run with { Input = run.Input + cells.Offset }));
            }
        }
        maps.AddRange(Low(reveal, bits, low, digits, words, elements));
        var last = limbs[limbs.Length - 1];
        return new PackedValue(value.Name, value.Shape, reveal, bits, (int)low, last.Cells.Unit, digits);
    }

    // Every digit is a value - low: the constant cell adds -low for each digit of a word.
    private IEnumerable<LinearMap> Low(Block reveal, int bits, long low, int digits, int words, int elements)
    {
        if (low == 0) yield break;
        BigInteger Constant(int count) => Enumerable.Range(0, count).Aggregate(BigInteger.Zero, (sum, k) => sum - (new BigInteger(low) << (bits * k)));
        var full = elements / digits;
        if (full > 0) yield return Word(reveal, program.One, Constant(digits), new Run(0, 0, 0, full, full > 1 ? 1 : 0, 0, 0));
        if (full < words) yield return Word(reveal, program.One, Constant(elements - full * digits), new Run(full, 0, 0, 1, 0, 0, 0));
    }

    private static LinearMap Word(Block reveal, Block source, BigInteger value, Run run)
    {
        var (offset, factors) = RunCover.Simplify(new Run(0, 0, 0, 1, 0, 0, 0), [new Factor(new[] { run })]);
        return new LinearMap(reveal, 0, source, null, value, offset, factors);
    }

    // Cells and their integer weights in a digit.
    private (CellTerm Cells, long Weight)[] OutputLimbs(Value value)
    {
        var known = lowered[value];
        if (!known.Relu && !OneToOne(known.Expression) && widths.FineOutputs) return FineLimbs(value, known);
        if (OneToOne(View(value))) return [((CellTerm)lowered[value].Expression.Terms[0], 1)];
        known = lowered[value];
        var copy = Cells(known.Expression, known.Range, known.Range.Low >= 0, Storage.Plain(value.Shape, value.Shape.Length - 1), value.Name, "output");
        return [((CellTerm)copy.Terms[0], 1)];
    }

    // What rounding leaves of a value fits cells of its own: value = high + low 2^-(B-1).
    private (CellTerm Cells, long Weight)[] FineLimbs(Value value, Lowered known)
    {
        var storage = Suited(known.Expression, plan[value] with { Vertical = 1, Horizontal = 1 });
        var high = Cells(known.Expression, known.Range, false, storage, known.Name, known.Operators);
        var cells = (CellTerm)high.Terms[0];
        if (cells.Block.Shift == 0) return [(cells, 1)];
        var unit = cells.Unit;
        var rest = known.Expression.Plus(high.Times(-1));
        var low = Cells(rest, new ValueRange(-unit / 2, unit / 2), false, storage, $"{known.Name} fine", known.Operators);
        var weight = unit / ((CellTerm)low.Terms[0]).Unit;
        return [(cells, (long)Math.Round(weight)), ((CellTerm)low.Terms[0], 1)];
    }

    private static bool OneToOne(Expression expression)
    {
        if (expression.Terms is not [CellTerm { Sums.Count: 0 } cells]) return false;
        var addresses = AddressTable.Merge(cells.Tables);
        return !addresses.Contains(AddressTable.Absent) && addresses.Distinct().Count() == addresses.Length;
    }
}
