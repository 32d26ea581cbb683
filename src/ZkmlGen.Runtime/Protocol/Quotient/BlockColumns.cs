using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>Points a constraint block at rows start .. start + length of the current half.</summary>
internal static class BlockColumns
{
    public static void Set(ConstraintBlock block, ProverState state, int half, int start, int length, int worker, FrVector result)
    {
        var (map, coset) = (state.Map, state.Coset);
        SetLanes(block, map, Column);
        SetFixed(block, map, column => coset.Fixed(half, column - map.Sent).Slice(start, length));
        (block.Mult, block.TableHelper) = (Column(map.Mult), Column(map.TableHelper));
        (block.A, block.Z, block.Q) = (Column(map.A), Column(map.Z), Column(map.Q));
        (block.NextA, block.NextZ, block.NextQ) = (Part(coset.Next[0]), Part(coset.Next[1]), Part(coset.Next[2]));
        (block.On, block.End) = (Part(coset.On(half)), Part(coset.End(half)));
        (block.Last, block.V) = (Part(coset.Last(half)), Part(coset.V(half)));
        (block.PublicInput, block.Sum) = (Part(coset.PublicInput), Part(result));
        for (var k = 0; k < block.Scratch.Length; k++) block.Scratch[k] = coset.Scratch[worker * block.Scratch.Length + k].Slice(0, length);

        FrVector Column(int column) => Part(coset.Columns[column]);
        FrVector Part(FrVector vector) => vector.Slice(start, length);
    }

    private static void SetLanes(ConstraintBlock block, ColumnMap map, Func<int, FrVector> column)
    {
        for (var lane = 0; lane < map.Lanes; lane++)
        {
            block.Y[lane] = column(map.Y(lane));
            block.N[lane] = column(map.N(lane));
            block.R[lane] = column(map.R(lane));
            block.U[lane] = column(map.U(lane));
            block.H[lane] = column(map.H(lane));
        }
    }

    private static void SetFixed(ConstraintBlock block, ColumnMap map, Func<int, FrVector> column)
    {
        (block.P, block.Lo, block.Tag) = (column(map.P), column(map.Lo), column(map.Tag));
        (block.TableTag, block.TableValue) = (column(map.TableTag), column(map.TableValue));
        if (map.HasSquares) (block.Square, block.SquareScale) = (column(map.Square), column(map.SquareScale));
    }
}
