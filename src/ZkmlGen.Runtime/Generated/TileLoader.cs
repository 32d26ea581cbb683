using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace ZkmlGen.Runtime;

/// <summary>
/// Fills the tiles of the key from weight matrices. A matrix has one block for each index of its block axes; a block is cut into tiles, ordered (input
/// chunk, output chunk), the last fastest. Axes are pairs (count, stride in elements), most significant first.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct TileLoader
{
    private readonly ModelFiles files;
    private readonly Span<int> tiles;
    private readonly int tileOutputs, tileInputs;

    /// <summary>Checks that the model file is the one that the code was generated from.</summary>
    /// <exception cref="InvalidDataException">It is another one.</exception>
    public TileLoader(ModelFiles files, string modelDigest, Span<int> tiles, int tileOutputs, int tileInputs)
    {
        if (Convert.ToHexStringLower(SHA256.HashData(files.Read(null))) != modelDigest)
        {
            throw new InvalidDataException("The embedded model file is not the one that the circuit was generated from: rebuild the project.");
        }
        this.files = files;
        this.tiles = tiles;
        this.tileOutputs = tileOutputs;
        this.tileInputs = tileInputs;
    }

    /// <summary>Weights stored in the model file (null) or an external data file: floor(number factor scale + 1/2).</summary>
    /// <exception cref="InvalidDataException">The file is too short, or a number is no 32-bit integer after quantisation.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void FromFile(
        string name, int firstTile, bool diagonal, ReadOnlySpan<int> blockAxes, ReadOnlySpan<int> outputAxes, ReadOnlySpan<int> inputAxes,
        string? file, long offset, StoredNumber type, double scale, ReadOnlySpan<double> factors, bool factorsPerBlock)
    {
        var bytes = files.Read(file);
        var size = type.Size();
        var (outputs, inputs) = (Offsets(outputAxes), Offsets(inputAxes));
        var blocks = Offsets(blockAxes);
        var blocksPerFactor = factorsPerBlock ? blocks.Length / blockAxes[0] : int.MaxValue;
        var cursor = new TileCursor(firstTile, diagonal, outputs.Length, inputs.Length, tileOutputs, tileInputs);
        for (var block = 0; block < blocks.Length; block++, cursor.NextBlock())
        {
            for (var output = 0; output < outputs.Length; output++)
            {
                var factor = factors.IsEmpty ? 1 : factors[block / blocksPerFactor * outputs.Length + output];
                var row = blocks[block] + outputs[output];
                foreach (var input in cursor.Inputs(output))
                {
                    var at = offset + size * (row + inputs[input]);
                    if (at < 0 || at + size > bytes.Length) throw new InvalidDataException($"Weights '{name}' end behind the end of {file ?? "the model file"}.");
                    tiles[cursor.Entry(output, input)] = Quantise(name, (double)type.Read(bytes[(int)at..]) * factor * scale);
                }
            }
        }
    }

    /// <summary>Integers that the compiler has computed: element e of the matrix is numbers[e].</summary>
    public void FromIntegers(
        int firstTile, bool diagonal, ReadOnlySpan<int> blockAxes, ReadOnlySpan<int> outputAxes, ReadOnlySpan<int> inputAxes, ReadOnlySpan<int> numbers)
    {
        var (outputs, inputs) = (Offsets(outputAxes), Offsets(inputAxes));
        var cursor = new TileCursor(firstTile, diagonal, outputs.Length, inputs.Length, tileOutputs, tileInputs);
        foreach (var block in Offsets(blockAxes))
        {
            for (var output = 0; output < outputs.Length; output++)
            {
                var row = block + outputs[output];
                foreach (var input in cursor.Inputs(output)) tiles[cursor.Entry(output, input)] = numbers[row + inputs[input]];
            }
            cursor.NextBlock();
        }
    }

    private static int Quantise(string name, double value)
    {
        var rounded = Math.Floor(value + 0.5);
        return rounded is >= int.MinValue and <= int.MaxValue
            ? (int)rounded
            : throw new InvalidDataException($"Weights '{name}': {value} is no 32-bit integer after quantisation.");
    }

    /// <summary>The element offset of every index of axes, the last axis fastest.</summary>
    private static int[] Offsets(ReadOnlySpan<int> axes)
    {
        int[] offsets = [0];
        for (var axis = 0; axis < axes.Length; axis += 2)
        {
            var (count, stride) = (axes[axis], axes[axis + 1]);
            var next = new int[offsets.Length * count];
            for (var i = 0; i < next.Length; i++) next[i] = offsets[i / count] + i % count * stride;
            offsets = next;
        }
        return offsets;
    }
}

/// <summary>Where the entries of a block stand in the tiles.</summary>
internal struct TileCursor(int firstTile, bool diagonal, int outputs, int inputs, int tileOutputs, int tileInputs)
{
    private readonly int chunk = Math.Min(tileOutputs, tileInputs);
    private readonly int outputChunks = (outputs + tileOutputs - 1) / tileOutputs;
    private int tile = firstTile;

    /// <summary>Goes to the tiles of the next block.</summary>
    internal void NextBlock() => tile += diagonal ? (outputs + chunk - 1) / chunk : outputChunks * ((inputs + tileInputs - 1) / tileInputs);

    /// <summary>The inputs that an output has entries for: all, or itself.</summary>
    internal readonly IndexRange Inputs(int output) => diagonal ? new(output, output + 1) : new(0, inputs);

    /// <summary>Index of an entry of the current block in the tiles.</summary>
    internal readonly int Entry(int output, int input) => diagonal
        ? ((tile + output / chunk) * tileOutputs + output % chunk) * tileInputs + input % chunk
        : ((tile + input / tileInputs * outputChunks + output / tileOutputs) * tileOutputs + output % tileOutputs) * tileInputs + input % tileInputs;
}

/// <summary>The integers from Start to End - 1, for foreach.</summary>
internal readonly struct IndexRange(int start, int end)
{
    public Enumerator GetEnumerator() => new(start, end);

    internal struct Enumerator(int start, int end)
    {
        public int Current { get; private set; } = start - 1;
        public bool MoveNext() => ++Current < end;
    }
}
