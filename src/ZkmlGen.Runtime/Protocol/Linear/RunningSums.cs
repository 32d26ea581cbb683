using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>Step 3: A, Z and Q, from what each row adds, summed from row n up to row 0.</summary>
internal static class RunningSums
{
    /// <summary>All three with their blinding rows; meanwhile one thread does other work, first.</summary>
    public static void Fill(ProverState state, Action meanwhile)
    {
        FillPublicInput(state);
        AddRows(state, meanwhile);
        var (b, y) = (state.Challenges.B, state.Challenges.Y);
        state.Workers.Run(3, state.Cancellation, (k, _) =>
        {
            var lanes = (ulong)state.Size.Lanes;
            var ratio = k switch { 0 => b.Pow(lanes), 1 => y.Pow(lanes), _ => Fr.One };
            Scan(state, state.Columns[state.Map.A + k], state.Sums[k], ratio);
        });
        for (var k = 0; k < 3; k++) Blinding.Fill(state, state.Map.A + k, state.Size.ActiveRows + 1);
    }

    private static void AddRows(ProverState state, Action meanwhile)
    {
        var lanes = ConstraintParameters.Powers(state.Challenges.Y, state.Size.Lanes);
        state.Workers.RunRows(
            state.Size.Rows, state.Cancellation,
            (start, end) =>
            {
                var row = new RowTerms(state, start, end - start);
                row.FoldOne();
                row.FoldTwo(lanes);
                row.InnerProduct();
            },
            meanwhile);
    }

    private static void FillPublicInput(ProverState state)
    {
        var column = state.PublicInput;
        column.Clear();
        for (var k = 0; k < state.RevealRows.Length; k++) column[state.RevealRows[k]] = state.Words[k];
    }

    /// <summary>column[i] = terms[i] + ratio column[i + 1]: a division by X - ratio shows the same sums, one row further down.</summary>
    private static void Scan(ProverState state, FrVector column, FrVector terms, in Fr ratio)
    {
        for (var i = state.Size.ActiveRows; i < terms.Length; i++) terms[i] = Fr.Zero;
        var first = FrVec.DivideByLinear(terms, terms, ratio);
        FrVec.Rotate(column, terms, -1);
        column[0] = first;
    }

    /// <summary>What a block of rows adds to A, Z and Q; in Sums[0], Sums[1] and Sums[2].</summary>
    private readonly struct RowTerms(ProverState state, int start, int length)
    {
        private FrVector Row(int column) => state.Columns[column].Slice(start, length);
        private FrVector Fixed(int column) => state.FixedRow(column).Slice(start, length);
        private FrVector Sum(int index) => state.Sums[index].Slice(start, length);

        /// <summary>P sum b^c (y_c - n_c + 2^-m r_c) + q sum b^c n_c + PI.</summary>
        public void FoldOne()
        {
            var (map, sum, squares) = (state.Map, Sum(0), Sum(1));
            var unit = Fr.FromInt64(1L << state.Description.Ranges.RemainderBits).Inverse();
            sum.Clear();
            squares.Clear();
            for (var lane = 0; lane < map.Lanes; lane++)
            {
                var power = state.BPowers[lane];
                FrVec.ScaleAdd(sum, Row(map.Y(lane)), power);
                FrVec.ScaleAdd(squares, Row(map.N(lane)), power);
                FrVec.ScaleAdd(sum, Row(map.R(lane)), power * unit);
            }
            FrVec.Subtract(sum, sum, squares);
            FrVec.Multiply(sum, sum, Fixed(map.P));
            if (map.HasSquares) FrVec.MultiplyAdd(sum, squares, Fixed(map.Square));
            FrVec.Add(sum, sum, state.PublicInput.Slice(start, length));
        }

        /// <summary>sum y^c U_c.</summary>
        public void FoldTwo(Fr[] powers)
        {
            var sum = Sum(1);
            sum.Clear();
            for (var lane = 0; lane < state.Map.Lanes; lane++) FrVec.ScaleAdd(sum, Row(state.Map.U(lane)), powers[lane]);
        }

        /// <summary>sum (y_c + lo + q n_c) U_c + kappa^2 (sum h_c - hT).</summary>
        public void InnerProduct()
        {
            var (map, sum, part) = (state.Map, Sum(2), Sum(3));
            sum.Clear();
            part.Clear();
            for (var lane = 0; lane < map.Lanes; lane++)
            {
                FrVec.MultiplyAdd(sum, Row(map.Y(lane)), Row(map.U(lane)));
                FrVec.Add(part, part, Row(map.U(lane)));
            }
            FrVec.MultiplyAdd(sum, part, Fixed(map.Lo));
            if (map.HasSquares) AddSquares(map, sum, part);
            part.Clear();
            for (var lane = 0; lane < map.Lanes; lane++) FrVec.Add(part, part, Row(map.H(lane)));
            FrVec.Subtract(part, part, Row(map.TableHelper));
            FrVec.ScaleAdd(sum, part, state.Challenges.Kappa * state.Challenges.Kappa);
        }

        private void AddSquares(ColumnMap map, FrVector sum, FrVector part)
        {
            part.Clear();
            for (var lane = 0; lane < map.Lanes; lane++) FrVec.MultiplyAdd(part, Row(map.N(lane)), Row(map.U(lane)));
            FrVec.MultiplyAdd(sum, part, Fixed(map.Square));
        }
    }
}
