using System.Numerics;
using ZkmlGen.Circuit;

namespace ZkmlGen.Generator.Tests.Circuits;

/// <summary>Cells by address, computed literally from the description.</summary>
internal sealed class PlainWitness
{
    internal readonly int[] Act, Y, N, R;

    internal PlainWitness(CircuitDescription circuit, int[] tiles, ReadOnlySpan<int> inputAct, ReadOnlySpan<int> inputY)
    {
        var cells = circuit.Size.Rows * circuit.Size.Lanes;
        (Act, Y, N, R) = (inputAct.ToArray(), inputY.ToArray(), new int[cells], new int[cells]);
        var pre = new BigInteger[cells];
        var entries = Triples.OfPublicMaps(circuit).Select(triple => (triple.Tensor, triple.Output, triple.Input, triple.Value))
            .Concat(Triples.OfTileMaps(circuit).SelectMany(triple => Entries(circuit.Size, tiles, triple)))
            .ToLookup(entry => entry.Tensor);
        for (var index = 0; index < circuit.Tensors.Count; index++)
        {
            foreach (var entry in entries[index]) pre[entry.Output] += entry.Value * Act[entry.Input];
            Finish(circuit, circuit.Tensors[index], pre);
        }
    }

    private static IEnumerable<(int Tensor, int Output, int Input, BigInteger Value)> Entries(Dimensions size, int[] tiles, Triples.Triple triple) =>
        from p in Enumerable.Range(0, size.TileOutputs)
        from j in Enumerable.Range(0, size.TileInputs)
        let weight = tiles[(triple.Tile * size.TileOutputs + p) * size.TileInputs + j]
        where weight != 0
        select (triple.Tensor, triple.Output + p, triple.Input + j, weight * triple.Value);

    private void Finish(CircuitDescription circuit, CellTensor tensor, BigInteger[] pre)
    {
        for (var i = tensor.Address; i < tensor.Address + tensor.Size; i++)
        {
            switch (tensor.Gadget)
            {
                case Gadget.One:
                    Act[i] = 1;
                    break;
                case Gadget.Requant:
                    var t = BigInteger.Divide(pre[i] - Modulo(pre[i], tensor.Shift), BigInteger.One << tensor.Shift);
                    (Y[i], N[i]) = ((int)BigInteger.Max(t, 0), (int)BigInteger.Max(-t, 0));
                    (Act[i], R[i]) = (Y[i] + tensor.Low, (int)(Modulo(pre[i], tensor.Shift) << (circuit.Ranges.RemainderBits - tensor.Shift)));
                    break;
                case Gadget.Square:
                    var square = pre[i] * pre[i] + (BigInteger.One << (tensor.Shift - 1));
                    (Act[i], N[i]) = ((int)(square >> tensor.Shift), (int)pre[i]);
                    (Y[i], R[i]) = (Act[i] - N[i], (int)(Modulo(square, tensor.Shift) << (circuit.Ranges.RemainderBits - tensor.Shift)));
                    break;
            }
        }
    }

    private static BigInteger Modulo(BigInteger value, int bits)
    {
        var modulus = BigInteger.One << bits;
        return ((value % modulus) + modulus) % modulus;
    }
}
