using System.Numerics;
using ZkmlGen.Circuit;
using ZkmlGen.Solidity.Geometry;
using ZkmlGen.Solidity.Tests.Reference;

namespace ZkmlGen.Solidity.Tests;

/// <summary>Runs the program of check 4 with BigInteger.</summary>
internal sealed class ProgramGeometry(CircuitDescription circuit) : IGeometry
{
    private readonly GeometryProgram geometry = GeometryProgram.Of(circuit);

    public BigInteger D(CircuitDescription circuit, BigInteger b, BigInteger y) => Run([b, y, 0])[geometry.D];

    public BigInteger E(CircuitDescription circuit, BigInteger b, BigInteger y, BigInteger x) => Run([b, y, x])[geometry.E];

    private BigInteger[] Run(BigInteger[] inputs)
    {
        var nodes = geometry.Program.Nodes;
        var values = new BigInteger[nodes.Count];
        for (var k = 0; k < values.Length; k++)
        {
            var (operation, left, right, value) = nodes[k];
            values[k] = Field.Reduce(operation switch
            {
                FieldOperation.Input => inputs[left],
                FieldOperation.Constant => value,
                FieldOperation.Add => values[left] + values[right],
                FieldOperation.Subtract => values[left] - values[right],
                _ => values[left] * values[right],
            });
        }
        return values;
    }
}
