using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>
/// Columns on one half of the coset of size 2N. The halves are cosets of the domain of size N, so that X^N is constant on each, the next row is the
/// next point, and a column needs memory for N points only.
/// </summary>
internal sealed class CosetMemory
{
    private readonly FrVector[][] fixedColumns = new FrVector[2][];
    private readonly FrVector[][] indicators = new FrVector[2][];

    public CosetMemory(ProverState state, Vectors vectors)
    {
        var (map, rows) = (state.Map, state.Size.Rows);
        Columns = vectors.Rent(map.S, rows);
        Next = vectors.Rent(3, rows);
        PublicInput = vectors.Rent(rows);
        for (var half = 0; half < 2; half++)
        {
            fixedColumns[half] = vectors.Rent(map.Fixed, rows);
            indicators[half] = vectors.Rent(4, rows);
        }
        Scratch = vectors.Rent(4 * state.Workers.Threads, BlockRows);
        // 5 generates the multiplicative group, so it lies in no proper subgroup.
        var shift = Fr.FromInt64(5);
        Shifts = [shift, shift * Fr.RootOfUnity(state.Size.LogRows + 1)];
    }

    /// <summary>Points that are evaluated at once: their columns stay in the cache.</summary>
    public const int BlockRows = 256;

    /// <summary>The first points of the halves.</summary>
    public Fr[] Shifts { get; }
    /// <summary>The proof's columns on the current half, by column number (m is not used).</summary>
    public FrVector[] Columns { get; }
    /// <summary>A, Z, Q at the next row.</summary>
    public FrVector[] Next { get; }
    public FrVector PublicInput { get; }
    /// <summary>Four vectors per worker.</summary>
    public FrVector[] Scratch { get; }

    public FrVector Fixed(int half, int index) => fixedColumns[half][index];
    public FrVector On(int half) => indicators[half][0];
    public FrVector End(int half) => indicators[half][1];
    public FrVector Last(int half) => indicators[half][2];
    public FrVector V(int half) => indicators[half][3];

    /// <summary>Values on a half from coefficients; scratch-free, one thread.</summary>
    public void Evaluate(FrVector result, FrVector coefficients, int logRows, int half)
    {
        result.CopyFrom(coefficients);
        NttDomain.Get(logRows).ForwardCoset(result, Shifts[half]);
    }

    /// <summary>What does not depend on the proof.</summary>
    public void FillConstants(ProverState state)
    {
        var (size, map) = (state.Size, state.Map);
        var rows = state.Sums[0];
        for (var half = 0; half < 2; half++)
        {
            for (var k = 0; k < map.Fixed; k++) Evaluate(Fixed(half, k), state.Columns[map.Sent + k], size.LogRows, half);
            Indicator(On(half), half, 0, size.ActiveRows);
            Indicator(End(half), half, size.ActiveRows, size.ActiveRows + 1);
            Indicator(Last(half), half, size.Rows - 1, size.Rows);
            FillV(V(half), size.LogRows, half);
        }

        void Indicator(FrVector result, int half, int from, int to)
        {
            rows.Clear();
            for (var i = from; i < to; i++) rows[i] = Fr.One;
            NttDomain.Get(size.LogRows).Inverse(rows);
            Evaluate(result, rows, size.LogRows, half);
        }
    }

    private void FillV(FrVector result, int logRows, int half)
    {
        var omega = Fr.RootOfUnity(logRows);
        var last = omega.Inverse();
        var x = Shifts[half];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = (x - last) * (x - last * last);
            x *= omega;
        }
    }
}
