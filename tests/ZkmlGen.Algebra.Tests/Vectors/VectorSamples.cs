using ZkmlGen.Algebra.Tests.Fields;

namespace ZkmlGen.Algebra.Tests.Vectors;

/// <summary>Vectors of elements to test with, and their copies as arrays.</summary>
internal static class VectorSamples
{
    /// <summary>Lengths around whole blocks of eight, and one that is long enough for every inner loop.</summary>
    internal static readonly int[] Lengths = [0, 1, 5, 7, 8, 9, 16, 31, 64, 100, 256, 1003, 2304];

    public static Xunit.TheoryData<string> Kernels => new(KernelFactory.Supported);

    internal static VectorOperations Operations(string kernel) => new(VectorKernel.Make(kernel));

    /// <summary>Montgomery images at limb borders first, then random elements; the same for the same seed.</summary>
    internal static Fr[] Elements(int count, int seed)
    {
        var edges = EdgeValues.Below(FrTests.Modulus);
        var random = new Random(seed);
        var elements = new Fr[count];
        for (var i = 0; i < count; i++)
        {
            var raw = random.Next(3) == 0 ? edges[random.Next(edges.Length)] : EdgeValues.Random(random, FrTests.Modulus);
            elements[i] = new Fr(EdgeValues.Limb(raw, 0), EdgeValues.Limb(raw, 1), EdgeValues.Limb(raw, 2), EdgeValues.Limb(raw, 3));
        }
        return elements;
    }

    internal static FrVector Rent(this FrArena arena, Fr[] elements)
    {
        var vector = arena.Rent(elements.Length);
        vector.CopyFrom(elements);
        return vector;
    }

    internal static Fr[] ToArray(this FrVector vector)
    {
        var elements = new Fr[vector.Length];
        for (var i = 0; i < elements.Length; i++)
        {
            elements[i] = vector[i];
        }
        return elements;
    }
}
