using Xunit;
using ZkmlGen.Runtime.Tests.Circuits;

namespace ZkmlGen.Runtime.Tests.Protocol;

public sealed class ConstraintCheckerTests
{
    private static readonly TinyNetwork tiny = new(3);
    private static readonly SquareNetwork squares = new(3);

    public static TheoryData<string, int, int, int, int, string, string> Faults => new()
    {
        { "range", tiny.Input + 5, 16, 0, 0, "image", "input out of range" },
        { "split", tiny.Hidden + 1, 3, 2, 0, "conv", "both y and n" },
        { "remainder", tiny.Hidden + 9, 0, 0, 64, "conv, phase 1", "remainder out of range" },
        { "linear", tiny.Dense + 2, 1, 0, 0, "dense", "another value" },
        { "range", tiny.Reveal, 1, 0, 0, "reveal", "a reveal cell" },
        { "range", tiny.Free, 1, 0, 0, "unused", "an unused cell" },
    };

    [Fact]
    public void Honest_traces_have_no_faults()
    {
        Assert.Empty(ConstraintChecker.Check(tiny.Circuit(), tiny.Circuit().Files, [TinyNetwork.Image(3)]));
        Assert.Empty(ConstraintChecker.Check(squares.Circuit(), squares.Circuit().Files, [SquareNetwork.Vector(3)]));
    }

    [Theory, MemberData(nameof(Faults))]
    public void Faults_are_named(string constraint, int address, int y, int n, int r, string layer, string why)
    {
        var circuit = tiny.Circuit();
        circuit.Cheats[address] = _ => (y, n, r);
        var fault = ConstraintChecker.Check(circuit, circuit.Files, [TinyNetwork.Image(3)]).FirstOrDefault(fault => fault.Constraint == constraint);
        Assert.True(fault is not null, why);
        Assert.Equal(layer, fault.Layer);
        Assert.Equal(address, fault.Row * tiny.Description.Size.Lanes + fault.Lane);
        Assert.Contains($"layer '{layer}'", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0, 0), InlineData(0, 1, 0), InlineData(0, 0, 1), InlineData(-1, 1, 0)]
    public void Square_cells_have_no_freedom(int y, int n, int r)
    {
        var circuit = squares.Circuit();
        circuit.Cheats[squares.Square + 1] = cell => (cell.Y + y, cell.N + n, cell.R + r);
        var faults = ConstraintChecker.Check(circuit, circuit.Files, [SquareNetwork.Vector(3)]);
        Assert.Contains(faults, fault => fault is { Constraint: "split", Layer: "square", Cell: 1 });
    }

    [Fact]
    public void The_number_of_faults_is_limited()
    {
        var circuit = tiny.Circuit();
        for (var i = 0; i < 40; i++) circuit.Cheats[tiny.Input + i] = _ => (99, 0, 0);
        Assert.Equal(ConstraintChecker.MaximumFaults, ConstraintChecker.Check(circuit, circuit.Files, [TinyNetwork.Image(3)]).Count);
    }
}
