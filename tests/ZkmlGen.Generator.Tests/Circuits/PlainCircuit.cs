using ZkmlGen.Algebra;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime;

namespace ZkmlGen.Generator.Tests.Circuits;

/// <summary>The contract of generated code, executed literally from the description: the oracle of the tests.</summary>
internal static class PlainCircuit
{
    /// <summary>P, lo, tag, q, D by row.</summary>
    internal static int[][] FixedColumns(CircuitDescription circuit)
    {
        var columns = Enumerable.Range(0, 5).Select(_ => new int[circuit.Size.Rows]).ToArray();
        foreach (var tensor in circuit.Tensors)
        {
            for (var i = 0; i < tensor.Size; i++)
            {
                var row = tensor.Gadget == Gadget.Reveal ? tensor.Address / circuit.Size.Lanes + i : (tensor.Address + i) / circuit.Size.Lanes;
                columns[0][row] = tensor.Gadget == Gadget.Requant ? 1 << tensor.Shift : 0;
                columns[1][row] = tensor.Gadget == Gadget.One ? 1 : tensor.Low;
                columns[2][row] = tensor.Gadget is Gadget.One or Gadget.Reveal ? 0 : circuit.Ranges.Tag(tensor.Bits);
                columns[3][row] = tensor.Gadget == Gadget.Square ? 1 : 0;
                columns[4][row] = tensor.Gadget == Gadget.Square ? 1 << tensor.Shift : 0;
            }
        }
        return columns;
    }

    /// <summary>sum_p b^p tile[t][p][j] at t c + j.</summary>
    internal static Fr[] TileSums(Dimensions size, int[] tiles, in Fr b)
    {
        var sums = new Fr[size.TileRows * size.TileInputs];
        for (var i = 0; i < tiles.Length; i++)
        {
            var (tile, entry) = (i / size.WeightColumns, i % size.WeightColumns);
            sums[tile * size.TileInputs + entry % size.TileInputs] += Fr.FromInt64(tiles[i]) * b.Pow((ulong)(entry / size.TileInputs));
        }
        return sums;
    }

    internal static Fr[] Transpose(CircuitDescription circuit, Fr[] tileSums, in Fr b)
    {
        var u = new Fr[circuit.Size.Rows * circuit.Size.Lanes];
        var inputs = circuit.Size.TileInputs;
        foreach (var triple in Triples.OfPublicMaps(circuit)) u[triple.Input] += Fr.FromBigInteger(triple.Value) * b.Pow((ulong)triple.Output);
        foreach (var triple in Triples.OfTileMaps(circuit))
        {
            var scale = Fr.FromBigInteger(triple.Value) * b.Pow((ulong)triple.Output);
            for (var j = 0; j < inputs && triple.Input + j < u.Length; j++) u[triple.Input + j] += scale * tileSums[triple.Tile * inputs + j];
        }
        return u;
    }

    internal static Fr[] Geometry(CircuitDescription circuit, in Fr b, in Fr y)
    {
        var e = new Fr[circuit.Size.TileRows];
        foreach (var triple in Triples.OfTileMaps(circuit)) e[triple.Tile] += Term(triple, b, y);
        return e;
    }

    internal static Fr PublicMaps(CircuitDescription circuit, in Fr b, in Fr y)
    {
        var sum = Fr.Zero;
        foreach (var triple in Triples.OfPublicMaps(circuit)) sum += Term(triple, b, y);
        return sum;
    }

    private static Fr Term(Triples.Triple triple, in Fr b, in Fr y) =>
        Fr.FromBigInteger(triple.Value) * b.Pow((ulong)triple.Output) * y.Pow((ulong)(triple.Input + 1));

    /// <summary>sum alpha^j constraint_j at one point, in the order of the table of section 5.</summary>
    internal static Fr Constraints(ConstraintBlock block, int i, CircuitDescription circuit)
    {
        var (c, w) = (block.Challenges, circuit.Size.Lanes);
        var (on, end, v, last) = (block.On[i], block.End[i], block.V[i], block.Last[i]);
        var (q, d) = circuit.HasSquares ? (block.Square[i], block.SquareScale[i]) : (Fr.Zero, Fr.Zero);
        var half = Fr.FromInt64(2).Inverse();
        var constraints = new Fr[2 * w + 5];
        var (ports, sumU, actU, squareU, helpers) = (Fr.Zero, Fr.Zero, Fr.Zero, Fr.Zero, Fr.Zero);
        for (var lane = 0; lane < w; lane++)
        {
            var (y, n, r, u, h) = (block.Y[lane][i], block.N[lane][i], block.R[lane][i], block.U[lane][i], block.H[lane][i]);
            var remainder = c.RemainderUnit * r;
            constraints[lane] = (on - q) * y * n + q * n * n - d * (y + n + remainder - half);
            var (f1, f2) = (block.Tag[i] + c.Theta * (y + n), c.RemainderTag + c.Theta * r);
            constraints[w + lane] = v * (h * (c.G + f1) * (c.G + f2) - (c.G + c.G + f1 + f2));
            ports += c.BPowers[lane] * (block.P[i] * (y - n + remainder) + q * n);
            sumU += c.YPowers[lane] * u;
            actU += (y + block.Lo[i]) * u;
            squareU += n * u;
            helpers += h;
        }
        constraints[2 * w] = on * (block.TableHelper[i] * (c.G + block.TableTag[i] + c.Theta * block.TableValue[i]) - block.Mult[i]);
        constraints[2 * w + 1] = (on + end) * block.A[i] - on * (c.BPowers[w] * block.NextA[i] + block.PublicInput[i]) - ports;
        constraints[2 * w + 2] = (on + end) * block.Z[i] - on * (c.YPowers[w] * block.NextZ[i] + sumU);
        constraints[2 * w + 3] = (on + end) * block.Q[i] - on * (block.NextQ[i] + actU + c.Kappa * c.Kappa * (helpers - block.TableHelper[i])) - q * squareU;
        constraints[2 * w + 4] = last * (block.NextQ[i] - block.NextA[i] - c.Kappa * (c.Y * block.NextZ[i] + block.U[0][i] - c.Claim));
        var sum = Fr.Zero;
        for (var j = 0; j < constraints.Length; j++) sum += c.AlphaPowers[j] * constraints[j];
        return sum;
    }
}
