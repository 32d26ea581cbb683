using System.Collections.Generic;
using System.Linq;
using ZkmlGen.Circuit;

namespace ZkmlGen.Compiler.Lowering;

/// <summary>
/// Consecutive cells of one gadget, before addresses are known. A block has one part, or the phases of a pooling window as parts of equal size;
/// every part becomes a <see cref="CellTensor"/>.
/// </summary>
/// <param name="Name">The layer.</param>
/// <param name="Operators">ONNX operators, for readers.</param>
/// <param name="Shape">Logical shape, for readers.</param>
/// <param name="Gadget">The gadget.</param>
/// <param name="Shift">s.</param>
/// <param name="Low">lo.</param>
/// <param name="Bits">Width of the range of y + n.</param>
/// <param name="ScaleBits">act = real value times 2^ScaleBits.</param>
/// <param name="Parts">Number of parts.</param>
/// <param name="PartSize">Cells of a part (rows for Reveal).</param>
internal sealed record Block(
    string Name, string Operators, string Shape, Gadget Gadget, int Shift, int Low, int Bits, int ScaleBits, int Parts, int PartSize)
{
    /// <summary>Position in <see cref="LoweredProgram.Blocks"/>.</summary>
    public int Index { get; set; }

    /// <summary>Cells (rows for Reveal).</summary>
    public int Size => Parts * PartSize;

    /// <summary>The largest magnitude that act can have.</summary>
    public long Bound => Gadget == Gadget.One ? 1 : System.Math.Max(-(long)Low, (1L << Bits) - 1 + Low);

    /// <summary>True if the next block can share a row with this one.</summary>
    public bool SharesRows(Block next) =>
        Gadget == next.Gadget && Gadget != Gadget.Reveal && Gadget != Gadget.One && Shift == next.Shift && Low == next.Low && Bits == next.Bits;

    /// <summary>Blocks are compared by identity: equal descriptions are still different cells.</summary>
    public bool Equals(Block? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Index;
}

/// <summary>
/// A part of L between two blocks: entries Value (or the weight blocks of Matrix, times Value) at all offsets of the placement. Offsets count
/// from the blocks' first cells; Tile offsets of the runs count weight blocks of the matrix.
/// </summary>
/// <param name="Target">The block whose pre it adds to.</param>
/// <param name="Part">The part of Target from which on it adds (later parts may be reached too).</param>
/// <param name="Source">The block it reads.</param>
/// <param name="Matrix">Null for public entries.</param>
/// <param name="Value">The entry, or the factor of the weights.</param>
/// <param name="Offset">Offsets of the placement's base.</param>
/// <param name="Factors">The placement's factors.</param>
internal sealed record LinearMap(
    Block Target, int Part, Block Source, WeightBlocks? Matrix, System.Numerics.BigInteger Value, Run Offset, IReadOnlyList<Factor> Factors);

/// <summary>Values packed into words: their reveal block (for private outputs one that is not among the program's) and how their digits decode.</summary>
internal sealed record PackedValue(string Name, int[] Shape, Block Reveal, int Bits, int Low, double Scale, int DigitsPerWord);

/// <summary>A model input: its block and the cell strides of its dimensions.</summary>
internal sealed record InputBlock(string Name, int[] Shape, Block Block, int[] Strides);

/// <summary>A quantised network as blocks of cells and linear maps, before rows, lanes and tiles are chosen.</summary>
internal sealed class LoweredProgram(Widths widths)
{
    /// <summary>What it was lowered with.</summary>
    public Widths Widths { get; } = widths;
    /// <summary>B.</summary>
    public int ValueBits => Widths.Value;
    /// <summary>m.</summary>
    public int RemainderBits => Widths.Remainder;
    /// <summary>Number of layers with a guard (see <see cref="Lowering.Widths"/>).</summary>
    public int Guards { get; set; }
    /// <summary>Blocks in the order of their addresses; block 0 is the constant cell.</summary>
    public List<Block> Blocks { get; } = [];
    /// <summary>Maps, grouped by target in the order of the blocks.</summary>
    public List<LinearMap> Maps { get; } = [];
    /// <summary>Weight matrices in the order of their tile rows.</summary>
    public List<WeightBlocks> Matrices { get; } = [];
    /// <summary>Inputs.</summary>
    public List<InputBlock> Inputs { get; } = [];
    /// <summary>Inputs that are not private.</summary>
    public List<PackedValue> PackedInputs { get; } = [];
    /// <summary>Maps to the words of private outputs, which no proof shows.</summary>
    public List<LinearMap> HiddenMaps { get; } = [];
    /// <summary>Outputs.</summary>
    public List<PackedValue> Outputs { get; } = [];

    /// <summary>Adds a block at the end.</summary>
    public Block Add(Block block)
    {
        block.Index = Blocks.Count;
        Blocks.Add(block);
        return block;
    }

    /// <summary>The constant cell.</summary>
    public Block One => Blocks[0];

    /// <summary>Widths of the lookup table: 0, B, m and those of the inputs, ascending.</summary>
    public int[] TableWidths() =>
        [.. Blocks.Where(block => block.Gadget != Gadget.Reveal).Select(block => block.Bits).Concat([0, ValueBits, RemainderBits]).Distinct().OrderBy(width => width)];
}
