using Xunit;
using ZkmlGen.Runtime.Tests.Circuits;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Runtime.Tests.Protocol;

using static Attack;

/// <summary>A square cell has no freedom: not in its sign, its rounding, nor in unused lanes.</summary>
[Trait(SecurityReport.Trait, SecurityReport.Quick)]
public sealed class SquareAttackTests
{
    private const int Unit = 1 << SquareNetwork.RemainderBits;
    private static readonly SquareNetwork network = new(3);
    private static readonly float[] input = SquareNetwork.Vector(3);
    private static readonly KeyPair keys = Setups.Keys(network.Circuit());

    /// <summary>The first cell whose x is not 0.</summary>
    private static int Cell { get; } = NonZero();
    private static int Unused => network.Square + 5;
    private static string Split(int address) => $"split{address % network.Description.Size.Lanes}";

    private static Attack[] All =>
    [
        OnCell("the square of -x", Cell, cell => (cell.Y + 2 * cell.N, -cell.N, cell.R), "check fold 1"),
        OnCell("act + 1", Cell, cell => (cell.Y + 1, cell.N, cell.R), Split(Cell)),
        OnCell("act + 1, r' - 2^m", Cell, cell => (cell.Y + 1, cell.N, cell.R - Unit), "check lookup"),
        OnCell("act - 1, r' + 2^m", Cell, cell => (cell.Y - 1, cell.N, cell.R + Unit), "check lookup"),
        OnCell("r' + 1", Cell, cell => (cell.Y, cell.N, cell.R + 1), Split(Cell)),
        OnCell("x + 1, act unchanged", Cell, cell => (cell.Y - 1, cell.N + 1, cell.R), "check fold 1", Split(Cell)),
        OnStep("unused lane all zeros", 1, state => state.Cells[state.Map.R(Unused % state.Size.Lanes)][Unused / state.Size.Lanes] = 0, "check lookup", Split(Unused)),
        OnStep("unused lane with another square", 1, state =>
        {
            // 8^2 = 2^5 * 2 exactly, so its remainder is that of 0: only fold 1 wants another x, and the lookup another multiplicity.
            var (lane, row) = (Unused % state.Size.Lanes, Unused / state.Size.Lanes);
            (state.Cells[state.Map.Y(lane)][row], state.Cells[state.Map.N(lane)][row]) = (2 - 8, 8);
        }, "check fold 1", "check lookup"),
    ];

    public static TheoryData<string> Attacks => [.. All.Select(attack => attack.Name)];

    [Theory, MemberData(nameof(Attacks))]
    public void Attacks_are_rejected(string name)
    {
        var attack = All.Single(attack => attack.Name == name);
        var (proof, broken) = attack.Run(network.Circuit(), keys, [input]);
        Assert.Equal(attack.Expected.Order(StringComparer.Ordinal), broken);
        Assert.False(new ZkVerifier(keys.Verifying).Verify(proof));
        SecurityReport.Count("forgeries rejected");
    }

    private static int NonZero()
    {
        var circuit = network.Circuit();
        using var inference = new ZkInference(circuit, circuit.Files);
        var trace = inference.Run([input]);
        return Enumerable.Range(network.Square, 5).Zip(trace.N.Slice(network.Square, 5).ToArray()).First(cell => cell.Second != 0).First;
    }
}
