using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime;

/// <summary>The rows that carry public words.</summary>
public static class RevealRows
{
    /// <summary>One row per public word, in order.</summary>
    public static int[] Of(CircuitDescription circuit)
    {
        var rows = new List<int>(circuit.PublicWords);
        foreach (var port in circuit.PublicPorts)
        {
            var first = circuit.Tensors[port.Tensor].Address / circuit.Size.Lanes;
            for (var k = 0; k < port.Words; k++) rows.Add(first + k);
        }
        return [.. rows];
    }
}
