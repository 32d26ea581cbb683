using ZkmlGen.Algebra;

namespace ZkmlGen.Runtime.Protocol;

/// <summary>Groups of field vectors in native memory, sized once.</summary>
internal sealed class Vectors : IDisposable
{
    private readonly List<FrArena> arenas = [];

    /// <summary>count vectors of one length, not cleared.</summary>
    public FrVector[] Rent(int count, int length)
    {
        var arena = new FrArena(count * (length + 7L));
        arenas.Add(arena);
        var vectors = new FrVector[count];
        for (var k = 0; k < count; k++) vectors[k] = arena.Rent(length);
        return vectors;
    }

    /// <summary>One vector, not cleared.</summary>
    public FrVector Rent(int length) => Rent(1, length)[0];

    public void Dispose() => arenas.ForEach(arena => arena.Dispose());
}
