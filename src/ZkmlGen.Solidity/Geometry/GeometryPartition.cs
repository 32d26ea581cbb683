using ZkmlGen.Circuit;

namespace ZkmlGen.Solidity.Geometry;

/// <summary>
/// Divides check 4 among contracts, if it is too long for one: the first part goes into the verifier itself, each further part into a contract of its own.
/// Maps of one tensor stay together, for what they share.
/// </summary>
internal static class GeometryPartition
{
    /// <summary>The parts; at most firstBytes and otherBytes of code.</summary>
    /// <exception cref="InvalidDataException">The maps of a single tensor are too many, or there is no room for a first part.</exception>
    public static IReadOnlyList<GeometryCode> Divide(CircuitDescription circuit, int registers, int firstBytes, int otherBytes)
    {
        var groups = GeometryMap.Of(circuit).GroupBy(map => map.Tensor).Select(group => group.ToArray()).ToArray();
        var parts = new List<GeometryCode>();
        for (var done = 0; done < groups.Length || parts.Count == 0;)
        {
            GeometryCode Emit(int count) => YulEmitter.Emit(new GeometryProgram([.. groups.Skip(done).Take(count).SelectMany(maps => maps)]), registers);
            var (code, taken) = Largest(Emit, groups.Length - done, parts.Count == 0 ? firstBytes : otherBytes);
            if (code.Bytes > (parts.Count == 0 ? firstBytes : otherBytes)) throw TooLong($"has {circuit.Size.WeightColumns} weight columns, too many for the code of one contract");
            if (taken == 0 && parts.Count > 0) throw TooLong($"wires the layer '{circuit.Tensors[groups[done][0].Tensor].Name}' in too many ways for a contract of its own");
            parts.Add(code);
            done += taken;
        }
        return parts;
    }

    /// <summary>What is told to the user; what says what the model does.</summary>
    public static InvalidDataException TooLong(string what) => new($"No Solidity verifier can be written for this model: it {what}. Compile it for less gas, or verify in C#.");

    /// <summary>The most groups whose code fits, by bisection.</summary>
    private static (GeometryCode Code, int Count) Largest(Func<int, GeometryCode> emit, int available, int limit)
    {
        var best = (Code: emit(available), Count: available);
        if (best.Code.Bytes <= limit) return best;
        best = (emit(0), 0);
        for (var high = available; high - best.Count > 1;)
        {
            var middle = (best.Count + high) / 2;
            var code = emit(middle);
            if (code.Bytes <= limit) best = (code, middle);
            else high = middle;
        }
        return best;
    }
}
