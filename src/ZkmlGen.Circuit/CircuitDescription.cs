using System;
using System.Collections.Generic;
using System.Linq;

namespace ZkmlGen.Circuit;

/// <summary>
/// Everything public about a circuit: dimensions, gadgets, linear maps, public values. The verifying key's digest binds it, byte for byte
/// (see <see cref="CircuitCodec"/>). Notation and section numbers are those of docs/protocol.md. It contains no weight.
/// </summary>
/// <param name="Name">Name of the model (a C# identifier).</param>
/// <param name="Size">Dimensions of the trace and of the tile side.</param>
/// <param name="Ranges">Bit widths of the lookup table.</param>
/// <param name="Tensors">All cell tensors in the order of their addresses.</param>
/// <param name="PublicMaps">Linear maps with public entries.</param>
/// <param name="TileMaps">Placements of committed tiles.</param>
/// <param name="Inputs">Model inputs in order.</param>
/// <param name="Outputs">Model outputs in order.</param>
public sealed record CircuitDescription(
    string Name,
    Dimensions Size,
    Ranges Ranges,
    EquatableArray<CellTensor> Tensors,
    EquatableArray<PublicMap> PublicMaps,
    EquatableArray<TileMap> TileMaps,
    EquatableArray<InputPort> Inputs,
    EquatableArray<OutputPort> Outputs)
{
    /// <summary>True if a tensor uses the square gadget: then the fixed columns q and D exist.</summary>
    public bool HasSquares => Array.Exists(Tensors.Items, tensor => tensor.Gadget == Gadget.Square);
    /// <summary>What proofs show.</summary>
    public Disclosure Disclosure { get; init; } = Disclosure.Default;
    /// <summary>The inputs packed into words, in the order of Inputs; empty if they are private.</summary>
    public EquatableArray<OutputPort> PackedInputs { get; init; }
    /// <summary>
    /// The words of private outputs, which no proof shows: Tensor is the index of the output, the placement leads from cells to words of the output.
    /// </summary>
    public EquatableArray<PublicMap> HiddenMaps { get; init; }
    /// <summary>Number of public words.</summary>
    public int PublicWords => PublicPorts.Sum(port => port.Words);
    /// <summary>Input cells that are themselves the words of commitments, one each.</summary>
    public EquatableArray<CommittedWords> CommittedCells { get; init; }
    /// <summary>The words that a proof commits to: of inputs, then of outputs, then cells.</summary>
    public IReadOnlyList<CommittedWords> Commitments
    {
        get
        {
            var groups = new List<CommittedWords>();
            if (Disclosure.Input == Visibility.Committed) groups.Add(Group(PackedInputs));
            if (Disclosure.Output == Visibility.Committed) groups.Add(Group(Outputs));
            groups.AddRange(CommittedCells);
            return groups;
        }
    }
    /// <summary>Number of weight commitments that a proof carries: all, or none if the key has them.</summary>
    public int SentWeights => Disclosure.Weights == Visibility.Committed ? Size.WeightColumns : 0;
    /// <summary>
    /// Number of public values, as verifiers take them: the public words, then two coordinates for each commitment, then the digest of the weight commitments that
    /// the proof carries, if it does.
    /// </summary>
    public int PublicValues => PublicWords + 2 * Commitments.Count + (SentWeights > 0 ? 1 : 0);
    /// <summary>What the public words hold, in order: inputs, then outputs.</summary>
    public IEnumerable<OutputPort> PublicPorts =>
        (Disclosure.Input == Visibility.Public ? PackedInputs.Items : []).Concat(Disclosure.Output == Visibility.Public ? Outputs.Items : []);

    private CommittedWords Group(EquatableArray<OutputPort> ports) => new(Tensors[ports[0].Tensor].Address, ports.Sum(port => port.Words), Size.Lanes);
}

/// <summary>Cells with pre = 0 that words of one commitment are subtracted from: those of consecutive reveal rows, or consecutive input cells.</summary>
/// <param name="Address">Address of the first cell.</param>
/// <param name="Count">Number of words.</param>
/// <param name="Step">From one cell to the next: w, or 1.</param>
public readonly record struct CommittedWords(int Address, int Count, int Step);

/// <summary>Sizes.</summary>
/// <param name="LogRows">k: the trace has N = 2^k rows.</param>
/// <param name="Lanes">w: cells per row; cell (row i, lane c) has address w i + c.</param>
/// <param name="TileOutputs">a: outputs of a tile.</param>
/// <param name="TileInputs">c: inputs of a tile; K = a c weight columns; entry (p, r) is in column p c + r.</param>
/// <param name="TileRows">N_T: number of tiles.</param>
public sealed record Dimensions(int LogRows, int Lanes, int TileOutputs, int TileInputs, int TileRows)
{
    /// <summary>N.</summary>
    public int Rows => 1 << LogRows;
    /// <summary>n = N - 5: rows 0..n-1 are active, row n ends the recurrences.</summary>
    public int ActiveRows => Rows - 5;
    /// <summary>K = a c.</summary>
    public int WeightColumns => TileOutputs * TileInputs;
    /// <summary>w n: number of usable cells.</summary>
    public int Cells => ActiveRows * Lanes;
}

/// <summary>
/// Bit widths. The lookup table holds the pairs (tag, x), x below 2^(width of the tag), in the order of the tags, from row 0 on.
/// </summary>
/// <param name="ValueBits">B: y + n of requant and square rows is in [0, 2^B).</param>
/// <param name="RemainderBits">m: r' is in [0, 2^m); m is at least every shift.</param>
/// <param name="TableWidths">Distinct widths, ascending; the tag is the index; entry 0 is width 0, the table {0}.</param>
public sealed record Ranges(int ValueBits, int RemainderBits, EquatableArray<int> TableWidths)
{
    /// <summary>The tag of a width.</summary>
    public int Tag(int width) => Array.IndexOf(TableWidths.Items, width);
    /// <summary>Number of table rows in use.</summary>
    public int TableRows
    {
        get
        {
            var rows = 0;
            foreach (var width in TableWidths) rows += 1 << width;
            return rows;
        }
    }
}

/// <summary>What relates pre and act of a cell; protocol section 2.</summary>
public enum Gadget
{
    /// <summary>The constant cell at address 0: act = 1.</summary>
    One = 0,
    /// <summary>act = y + Low is an input value, y in [0, 2^Bits).</summary>
    Input = 1,
    /// <summary>act = max(round(pre / 2^Shift), Low), Low = 0 for ReLU and -2^(B-1) for signed values.</summary>
    Requant = 2,
    /// <summary>act = round(pre^2 / 2^Shift), Shift at least 1.</summary>
    Square = 3,
    /// <summary>pre of lane 0 is a public word; one row each.</summary>
    Reveal = 4,
}

/// <summary>
/// Consecutive cells of one gadget. A tensor that has the gadget, shift, low and bits of the one before it continues at the next address;
/// otherwise it starts a row. A Reveal tensor has Size rows of one cell each, at lane 0.
/// </summary>
/// <param name="Name">The layer it comes from.</param>
/// <param name="Operator">The ONNX operators it implements, for readers.</param>
/// <param name="Shape">Logical shape, for readers.</param>
/// <param name="Gadget">The gadget.</param>
/// <param name="Shift">s: requant and square divide by 2^s.</param>
/// <param name="Low">lo: the least value of act.</param>
/// <param name="Bits">Width of the range of y + n.</param>
/// <param name="Address">Address of the first cell.</param>
/// <param name="Size">Number of cells (of rows for Reveal).</param>
/// <param name="ScaleBits">act = real value times 2^ScaleBits.</param>
public sealed record CellTensor(
    string Name, string Operator, string Shape, Gadget Gadget, int Shift, int Low, int Bits, int Address, int Size, int ScaleBits);

/// <summary>
/// A run of placements: for k below Count the offsets (Output + k OutputStep, Input + k InputStep, Tile + k TileStep).
/// </summary>
public readonly record struct Run(int Output, int Input, int Tile, int Count, int OutputStep, int InputStep, int TileStep);

/// <summary>A sum over runs; one factor of a placement's closed form.</summary>
public sealed record Factor(EquatableArray<Run> Runs);

/// <summary>
/// The set of triples (tile row, output address, input address) = (Tile, Output, Input) + one element of every factor. Its generating
/// function b^Output y^(Input+1) X^Tile times the product over the factors is what the verifier evaluates (protocol section 3).
/// </summary>
public sealed record Placement(int Output, int Input, int Tile, EquatableArray<Factor> Factors);

/// <summary>Entries Value at all (output, input) of the placement (its tile parts are 0). Value is an integer, below r in magnitude.</summary>
/// <param name="Tensor">Index of the tensor whose pre it adds to; it may go on into the phases of a pooling window that follow this tensor.</param>
/// <param name="Value">The entry, decimal.</param>
/// <param name="Placement">Where.</param>
public sealed record PublicMap(int Tensor, string Value, Placement Placement);

/// <summary>The tiles of a weight matrix, times Value, at all triples of the placement.</summary>
/// <param name="Tensor">Index of the tensor whose pre it adds to; it may go on into the phases of a pooling window that follow this tensor.</param>
/// <param name="Value">A small public factor, mostly 1.</param>
/// <param name="Placement">Where.</param>
public sealed record TileMap(int Tensor, int Value, Placement Placement);

/// <summary>An input of the model.</summary>
/// <param name="Name">ONNX name.</param>
/// <param name="Shape">Shape with batch 1.</param>
/// <param name="Tensor">Index of its cell tensor.</param>
/// <param name="CellOrder">Row-major ONNX index to cell is CellStrides: cell = sum index_d CellStrides[d].</param>
public sealed record InputPort(string Name, EquatableArray<int> Shape, int Tensor, EquatableArray<int> CellOrder);

/// <summary>
/// An output of the model, or an input that is not private, packed into words: digit k of word j is act - Low of element j DigitsPerWord + k, in row-major ONNX order,
/// in Bits bits, least digit first. The real value is (digit + Low) Scale. Tensor is the index of its Reveal
/// tensor, -1 for private outputs.
/// </summary>
public sealed record OutputPort(
    string Name, EquatableArray<int> Shape, int Tensor, int Bits, int Low, double Scale, int DigitsPerWord)
{
    /// <summary>Number of elements.</summary>
    public int Elements
    {
        get
        {
            var count = 1;
            foreach (var dimension in Shape) count *= dimension;
            return count;
        }
    }
    /// <summary>Number of public words.</summary>
    public int Words => (Elements + DigitsPerWord - 1) / DigitsPerWord;
}
