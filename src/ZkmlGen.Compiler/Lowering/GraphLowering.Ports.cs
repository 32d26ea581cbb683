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

    // Digits are the cells of one block, least digit first; each word is one reveal row.
    private void Output(Value value)
    {
        var cells = OutputCells(value);
        var digits = Math.Min(WordBits / cells.Block.Bits, Shapes.Count(value.Shape));
        var elements = AddressTable.Merge(cells.Tables);
        var words = (elements.Length + digits - 1) / digits;
        var reveal = program.Add(new Block(value.Name, "reveal", string.Join("x", value.Shape), Gadget.Reveal, 0, 0, 0, 0, 1, words));
        for (var k = 0; k < digits; k++)
        {
            var weight = BigInteger.One << (cells.Block.Bits * k);
            var positions = Enumerable.Range(0, words).Where(word => word * digits + k < elements.Length).ToArray();
            foreach (var run in RunCover.Cover([.. positions.Select(word => new Point(word, elements[word * digits + k], 0))]))
                Reveal(reveal, cells.Block, weight, run with { Input = run.Input + cells.Offset });
        }
        AddLow(reveal, cells.Block, digits, words, elements.Length);
        program.Outputs.Add(new RevealedOutput(value.Name, value.Shape, reveal, cells.Block.Bits, cells.Block.Low, cells.Unit, digits));
    }

    // Every digit is act - low: the constant cell adds -low for each digit of a word.
    private void AddLow(Block reveal, Block cells, int digits, int words, int elements)
    {
        if (cells.Low == 0) return;
        BigInteger Constant(int count) => Enumerable.Range(0, count).Aggregate(BigInteger.Zero, (sum, k) => sum - (new BigInteger(cells.Low) << (cells.Bits * k)));
        var full = elements / digits;
        if (full > 0) Reveal(reveal, program.One, Constant(digits), new Run(0, 0, 0, full, full > 1 ? 1 : 0, 0, 0));
        if (full < words) Reveal(reveal, program.One, Constant(elements - full * digits), new Run(full, 0, 0, 1, 0, 0, 0));
    }

    private void Reveal(Block reveal, Block source, BigInteger value, Run run)
    {
        var (offset, factors) = RunCover.Simplify(new Run(0, 0, 0, 1, 0, 0, 0), [new Factor(new[] { run })]);
        program.Maps.Add(new LinearMap(reveal, 0, source, null, value, offset, factors));
    }

    private CellTerm OutputCells(Value value)
    {
        if (View(value).Terms is [CellTerm { Sums.Count: 0 } cells] && cells.Block.Gadget != Gadget.One && IsOneToOne(cells)) return cells;
        var known = lowered[value];
        var copy = Cells(known.Expression, known.Range, known.Range.Low >= 0, Storage.Plain(value.Shape, value.Shape.Length - 1), value.Name, "output");
        return (CellTerm)copy.Terms[0];
    }

    private static bool IsOneToOne(CellTerm cells)
    {
        var addresses = AddressTable.Merge(cells.Tables);
        return !addresses.Contains(AddressTable.Absent) && addresses.Distinct().Count() == addresses.Length;
    }
}
