using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using ZkmlGen.Algebra;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Protocol;

namespace ZkmlGen.Runtime.Tests.Circuits;

/// <summary>
/// A circuit straight from its description: enumerates every placement and computes every constraint element by element. Slow and plain: the oracle for
/// generated code, and what the protocol is tested with.
/// </summary>
internal sealed class InterpretedCircuit(CircuitDescription circuit, int[] tiles) : ZkCircuit
{
    private readonly byte[] bytes = CircuitCodec.Encode(circuit);
    private readonly byte[] model = tiles.SelectMany(BitConverter.GetBytes).ToArray();

    /// <summary>Cells that a cheating prover fills otherwise: address to what it does with (y, n, r'). Later cells follow honestly.</summary>
    public Dictionary<int, Func<(int Y, int N, int R), (int Y, int N, int R)>> Cheats { get; } = [];

    /// <summary>The description whose linear maps inference and U follow; null: the circuit's own.</summary>
    public CircuitDescription? Followed { get; init; }

    /// <summary>U follows the circuit's own description all the same.</summary>
    public bool TransposesHonestly { get; init; }

    /// <summary>The tiles that inference and U follow; null: those that are given.</summary>
    public int[]? FollowedTiles { get; init; }

    /// <summary>The tiles that the prover takes for the committed ones; null: those of the file.</summary>
    public int[]? LoadedTiles { get; init; }

    public ModelFiles Files => new MemoryFiles(model);
    public override ReadOnlySpan<byte> DescriptionBytes => bytes;
    public override string ModelDigest => Convert.ToHexStringLower(SHA256.HashData(model));
    public override string ModelResource => "model";

    private CircuitDescription Transposed => TransposesHonestly || Followed is null ? circuit : Followed;
    private bool IsHonest => Cheats.Count == 0 && Followed is null;
    private int TileOutputs => circuit.Size.TileOutputs;
    private int TileInputs => circuit.Size.TileInputs;

    public override void FillFixed(in FixedColumns columns)
    {
        foreach (var tensor in circuit.Tensors)
        {
            var rows = tensor.Gadget == Gadget.Reveal ? tensor.Size : (tensor.Address % circuit.Size.Lanes + tensor.Size + circuit.Size.Lanes - 1) / circuit.Size.Lanes;
            for (var i = tensor.Address / circuit.Size.Lanes; rows > 0; i++, rows--)
            {
                columns.P[i] = tensor.Gadget == Gadget.Requant ? 1 << tensor.Shift : 0;
                columns.Lo[i] = tensor.Gadget == Gadget.One ? 1 : tensor.Low;
                columns.Tag[i] = circuit.Ranges.Tag(tensor.Bits);
                if (tensor.Gadget == Gadget.Square) (columns.Square[i], columns.SquareScale[i]) = (1, 1 << tensor.Shift);
            }
        }
    }

    public override void LoadWeights(ModelFiles files, Span<int> target)
    {
        var source = LoadedTiles is null ? files.Read(null) : LoadedTiles.SelectMany(BitConverter.GetBytes).ToArray();
        for (var i = 0; i < target.Length; i++) target[i] = BitConverter.ToInt32(source[(4 * i)..]);
    }

    public override void FillWitness(ReadOnlySpan<int> tileEntries, in Trace trace)
    {
        var entries = FollowedTiles ?? tileEntries.ToArray();
        var act = trace.Act.ToArray();
        var pre = new BigInteger[act.Length];
        for (var index = 0; index < circuit.Tensors.Count; index++)
        {
            AddMaps(index, entries, act, pre);
            var tensor = circuit.Tensors[index];
            for (var i = 0; i < tensor.Size; i++)
            {
                var address = tensor.Gadget == Gadget.Reveal ? tensor.Address + i * circuit.Size.Lanes : tensor.Address + i;
                FillCell(tensor, i, address, pre[address], trace);
                act[address] = trace.Act[address];
            }
        }
        // Cheats on cells of no tensor.
        foreach (var (address, cheat) in Cheats)
        {
            if (circuit.Tensors.All(tensor => tensor.Gadget == Gadget.Reveal || address < tensor.Address || address >= tensor.Address + tensor.Size))
            {
                (trace.Y[address], trace.N[address], trace.R[address]) = cheat((trace.Y[address], trace.N[address], trace.R[address]));
            }
        }
    }

    public override int TransposeParts => 2;

    public override void Transpose(int part, ReadOnlySpan<Fr> tileSums, PowerTable b, Span<Fr> u)
    {
        var result = u.ToArray();
        if (part == 0) TransposePublicMaps(b, result);
        else TransposeTileMaps(FollowedTiles is null ? tileSums.ToArray() : SumTiles(FollowedTiles, b), b, result);
        result.CopyTo(u);
    }

    private void TransposePublicMaps(PowerTable b, Fr[] result)
    {
        foreach (var map in Transposed.PublicMaps)
        {
            var value = Value(map);
            PlacementLoops.ForEach(map.Placement, (output, input, _) => result[input] += value * b[output]);
        }
    }

    private void TransposeTileMaps(Fr[] sums, PowerTable b, Fr[] result)
    {
        foreach (var map in Transposed.TileMaps)
        {
            var value = Fr.FromInt64(map.Value);
            PlacementLoops.ForEach(map.Placement, (output, input, tile) =>
            {
                // A tile may reach past the last cell, with zeros.
                for (var j = 0; j < TileInputs && input + j < result.Length; j++) result[input + j] += value * b[output] * sums[tile * TileInputs + j];
            });
        }
    }

    public override void FillGeometry(PowerTable b, PowerTable y, Span<Fr> e)
    {
        var result = e.ToArray();
        foreach (var map in circuit.TileMaps)
        {
            var value = Fr.FromInt64(map.Value);
            PlacementLoops.ForEach(map.Placement, (output, input, tile) => result[tile] += value * b[output] * y[input + 1]);
        }
        result.CopyTo(e);
    }

    public override Fr GeometryAt(in Fr b, in Fr y, in Fr x)
    {
        var cells = circuit.Size.Rows * circuit.Size.Lanes;
        var e = new Fr[circuit.Size.TileRows];
        FillGeometry(new PowerTable(b, cells), new PowerTable(y, cells), e);
        var sum = Fr.Zero;
        for (var t = e.Length - 1; t >= 0; t--) sum = sum * x + e[t];
        return sum;
    }

    public override Fr PublicMapsAt(in Fr b, in Fr y)
    {
        var (sum, bPoint, yPoint) = (Fr.Zero, b, y);
        foreach (var map in circuit.PublicMaps)
        {
            var value = Value(map);
            PlacementLoops.ForEach(map.Placement, (output, input, _) => sum += value * bPoint.Pow((ulong)output) * yPoint.Pow((ulong)input + 1));
        }
        return sum;
    }

    public override void EvaluateConstraints(ConstraintBlock block)
    {
        var result = block.Sum;
        for (var i = 0; i < result.Length; i++) result[i] = ConstraintFormulas.Combine(RowView.Of(block, i), block.Challenges);
    }

    private static Fr Value(PublicMap map) => Fr.FromBigInteger(BigInteger.Parse(map.Value, CultureInfo.InvariantCulture));

    private Fr[] SumTiles(int[] entries, PowerTable b)
    {
        var sums = new Fr[entries.Length / TileOutputs];
        for (var k = 0; k < entries.Length; k++)
        {
            var (tile, p, j) = (k / (TileOutputs * TileInputs), k / TileInputs % TileOutputs, k % TileInputs);
            sums[tile * TileInputs + j] += b[p] * Fr.FromInt64(entries[k]);
        }
        return sums;
    }

    private void AddMaps(int index, int[] entries, int[] act, BigInteger[] pre)
    {
        foreach (var map in (Followed ?? circuit).PublicMaps.Items.Where(map => map.Tensor == index))
        {
            var value = BigInteger.Parse(map.Value, CultureInfo.InvariantCulture);
            PlacementLoops.ForEach(map.Placement, (output, input, _) => pre[output] += value * act[input]);
        }
        foreach (var map in (Followed ?? circuit).TileMaps.Items.Where(map => map.Tensor == index))
        {
            PlacementLoops.ForEach(map.Placement, (output, input, tile) =>
            {
                for (var k = 0; k < TileOutputs * TileInputs; k++)
                {
                    if (output + k / TileInputs >= pre.Length || input + k % TileInputs >= act.Length) continue;
                    pre[output + k / TileInputs] += map.Value * (long)entries[tile * TileOutputs * TileInputs + k] * act[input + k % TileInputs];
                }
            });
        }
    }

    private void FillCell(CellTensor tensor, int index, int address, BigInteger pre, in Trace trace)
    {
        var (low, cell) = (tensor.Low, (Y: trace.Y[address], N: 0, R: 0));
        var square = tensor.Gadget == Gadget.Square;
        // What a cheat leads to may be too large for a cell: then it takes the largest number.
        if (!IsHonest) pre = BigInteger.Clamp(pre, -int.MaxValue, int.MaxValue);
        if (tensor.Gadget == Gadget.One) low = 1;
        if (tensor.Gadget == Gadget.Requant) cell = Requant(tensor, (long)pre);
        if (square) cell = Square(tensor, (long)pre);
        if ((cell.Y + cell.N < 0 || cell.Y + cell.N >= 1 << tensor.Bits) && IsHonest)
        {
            throw new ZkRangeException(tensor.Name, index, cell.Y - cell.N + tensor.Low, $"[{tensor.Low}, {tensor.Low + (1 << tensor.Bits)})");
        }
        if (Cheats.TryGetValue(address, out var cheat)) cell = cheat(cell);
        (trace.Y[address], trace.N[address], trace.R[address]) = cell;
        trace.Act[address] = cell.Y + low + (square ? cell.N : 0);
    }

    private (int Y, int N, int R) Requant(CellTensor tensor, long pre)
    {
        var quotient = pre >> tensor.Shift;
        var rest = pre - (quotient << tensor.Shift);
        return ((int)Math.Max(quotient, 0), (int)Math.Max(-quotient, 0), (int)rest << (circuit.Ranges.RemainderBits - tensor.Shift));
    }

    private (int Y, int N, int R) Square(CellTensor tensor, long pre)
    {
        var rounded = pre * pre + (1L << (tensor.Shift - 1));
        var quotient = rounded >> tensor.Shift;
        var rest = rounded - (quotient << tensor.Shift);
        return ((int)(quotient - pre), (int)pre, (int)rest << (circuit.Ranges.RemainderBits - tensor.Shift));
    }
}
