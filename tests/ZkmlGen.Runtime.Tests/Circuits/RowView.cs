using ZkmlGen.Algebra;
using ZkmlGen.Runtime.Protocol;

namespace ZkmlGen.Runtime.Tests.Circuits;

/// <summary>All columns at one point, and A, Z, Q at the next row.</summary>
internal sealed class RowView
{
    public required Fr[] Y { get; init; }
    public required Fr[] N { get; init; }
    public required Fr[] R { get; init; }
    public required Fr[] U { get; init; }
    public required Fr[] H { get; init; }
    public Fr P { get; init; }
    public Fr Lo { get; init; }
    public Fr Tag { get; init; }
    public Fr Square { get; init; }
    public Fr SquareScale { get; init; }
    public Fr TableTag { get; init; }
    public Fr TableValue { get; init; }
    public Fr Mult { get; init; }
    public Fr TableHelper { get; init; }
    public Fr A { get; init; }
    public Fr Z { get; init; }
    public Fr Q { get; init; }
    public Fr NextA { get; init; }
    public Fr NextZ { get; init; }
    public Fr NextQ { get; init; }
    public Fr On { get; init; }
    public Fr End { get; init; }
    public Fr Last { get; init; }
    public Fr V { get; init; }
    public Fr PublicInput { get; init; }

    /// <summary>Point i of a block.</summary>
    public static RowView Of(ConstraintBlock block, int i)
    {
        // Without squares the columns are not there.
        var squares = block.Square.Length > 0;
        return new RowView
        {
            Y = [.. block.Y.Select(column => column[i])],
            N = [.. block.N.Select(column => column[i])],
            R = [.. block.R.Select(column => column[i])],
            U = [.. block.U.Select(column => column[i])],
            H = [.. block.H.Select(column => column[i])],
            P = block.P[i], Lo = block.Lo[i], Tag = block.Tag[i],
            Square = squares ? block.Square[i] : Fr.Zero, SquareScale = squares ? block.SquareScale[i] : Fr.Zero,
            TableTag = block.TableTag[i], TableValue = block.TableValue[i], Mult = block.Mult[i], TableHelper = block.TableHelper[i],
            A = block.A[i], Z = block.Z[i], Q = block.Q[i], NextA = block.NextA[i], NextZ = block.NextZ[i], NextQ = block.NextQ[i],
            On = block.On[i], End = block.End[i], Last = block.Last[i], V = block.V[i], PublicInput = block.PublicInput[i],
        };
    }

    /// <summary>A point from functions that give a column and its next row's value.</summary>
    public static RowView From(ColumnMap map, Func<int, Fr> column, Func<int, Fr> next, Fr on, Fr end, Fr last, Fr v, Fr publicInput)
    {
        Fr[] Lanes(Func<int, int> index) => [.. Enumerable.Range(0, map.Lanes).Select(lane => column(index(lane)))];
        return new RowView
        {
            Y = Lanes(map.Y), N = Lanes(map.N), R = Lanes(map.R), U = Lanes(map.U), H = Lanes(map.H),
            P = column(map.P), Lo = column(map.Lo), Tag = column(map.Tag),
            Square = map.HasSquares ? column(map.Square) : Fr.Zero, SquareScale = map.HasSquares ? column(map.SquareScale) : Fr.Zero,
            TableTag = column(map.TableTag), TableValue = column(map.TableValue), Mult = column(map.Mult), TableHelper = column(map.TableHelper),
            A = column(map.A), Z = column(map.Z), Q = column(map.Q), NextA = next(map.A), NextZ = next(map.Z), NextQ = next(map.Q),
            On = on, End = end, Last = last, V = v, PublicInput = publicInput,
        };
    }
}
