using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>
/// Step 2: hT = mult / (g + Ttag + theta Tval) and h_c = 1/(g + f1_c) + 1/(g + f2_c). Every looked-up value is an entry of the table, so the inverses
/// of the table's denominators serve all rows but the blinding ones. LogUp: Haboeck, eprint 2022/1530.
/// </summary>
internal static class HelperColumns
{
    /// <summary>All h_c, and the blinding rows of hT and of them; after <see cref="FillTable"/>.</summary>
    public static void Fill(ProverState state)
    {
        Blinding.Fill(state, state.Map.TableHelper, state.Size.ActiveRows);
        var table = new LookupTable(state.Description.Ranges);
        state.Workers.RunRows(state.Size.Rows - 2, state.Cancellation, (start, end) =>
        {
            for (var lane = 0; lane < state.Size.Lanes; lane++) FillLane(state, table, lane, start, end);
        });
        for (var lane = 0; lane < state.Size.Lanes; lane++) Blinding.Fill(state, state.Map.H(lane), state.Size.Rows - 2);
    }

    /// <summary>hT but for its blinding rows; leaves the inverses of the table's denominators in state.Sums[0].</summary>
    public static void FillTable(ProverState state)
    {
        var (map, challenges) = (state.Map, state.Challenges);
        FrVector inverses = state.Sums[0], helper = state.Columns[map.TableHelper];
        FrVec.AddConstant(inverses, state.FixedRow(map.TableTag), challenges.G);
        FrVec.ScaleAdd(inverses, state.FixedRow(map.TableValue), challenges.Theta);
        RequireNonZero(inverses);
        FrVec.BatchInvert(inverses, state.Sums[1]);
        FrVec.Multiply(helper, state.Columns[map.Mult], inverses);
    }

    /// <summary>h_c in some rows; its relation is switched off on the last two of all, so that they are none of them.</summary>
    private static void FillLane(ProverState state, LookupTable table, int lane, int start, int end)
    {
        var (map, inverses, helper) = (state.Map, state.Sums[0], state.Columns[state.Map.H(lane)]);
        ReadOnlySpan<int> tag = state.Fixed[map.Tag - map.Sent];
        ReadOnlySpan<int> y = state.Cells[map.Y(lane)], n = state.Cells[map.N(lane)], r = state.Cells[map.R(lane)];
        for (var i = start; i < end; i++)
        {
            var (value, remainder) = (table.Row(tag[i], y[i] + n[i]), table.Row(table.RemainderTag, r[i]));
            var isListed = i < state.Size.ActiveRows && value >= 0 && remainder >= 0;
            helper[i] = isListed ? inverses[value] + inverses[remainder] : Direct(state, table, lane, i);
        }
    }

    /// <summary>Row i from its field elements.</summary>
    private static Fr Direct(ProverState state, LookupTable table, int lane, int i)
    {
        var (map, challenges) = (state.Map, state.Challenges);
        var value = state.Columns[map.Y(lane)][i] + state.Columns[map.N(lane)][i];
        var first = challenges.G + state.FixedRow(map.Tag)[i] + challenges.Theta * value;
        var second = challenges.G + Fr.FromInt64(table.RemainderTag) + challenges.Theta * state.Columns[map.R(lane)][i];
        if (first.IsZero || second.IsZero) throw new RedrawException();
        return (first + second) * (first * second).Inverse();
    }

    private static void RequireNonZero(FrVector values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].IsZero) throw new RedrawException();
        }
    }
}
