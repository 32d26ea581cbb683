using ZkmlGen.Circuit;

namespace ZkmlGen.Runtime;

/// <summary>The rows that carry public words.</summary>
public static class RevealRows
{
    /// <summary>One row per public word, in order.</summary>
    public static int[] Of(CircuitDescription circuit)
    {
        var rows = new List<int>(circuit.PublicWords);
        foreach (var tensor in circuit.Tensors)
        {
            if (tensor.Gadget != Gadget.Reveal) continue;
            for (var k = 0; k < tensor.Size; k++) rows.Add(tensor.Address / circuit.Size.Lanes + k);
        }
        return [.. rows];
    }
}
