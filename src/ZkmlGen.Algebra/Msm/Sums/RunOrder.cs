using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <summary>Orders runs by their lengths, longest first and empty ones left out: loops over runs of one length are predictable, and runs end in turn.</summary>
internal sealed unsafe class RunOrder(int capacity) : IDisposable
{
    /// <summary>The place after the last run of each length.</summary>
    private readonly int[] places = new int[capacity + 1];
    private readonly NativeBuffer<int> order = new();

    /// <summary>The numbers of the runs from first to last - 1 that are not empty; run i has starts[i + 1] - starts[i] elements, at most the capacity.</summary>
    [MethodImpl(HotLoop.Options)]
    public ReadOnlySpan<int> Sort(int* starts, int first, int last)
    {
        var sorted = order.Reserve(last - first + 1);
        var longest = 0;
        for (var i = first; i < last; i++)
        {
            var length = starts[i + 1] - starts[i];
            places[length]++;
            longest = Math.Max(longest, length);
        }
        var place = 0;
        for (var length = longest; length > 0; length--)
        {
            (places[length], place) = (place, place + places[length]);
        }
        for (var i = first; i < last; i++)
        {
            var length = starts[i + 1] - starts[i];
            sorted[length == 0 ? place : places[length]++] = i;
        }
        places.AsSpan(0, longest + 1).Clear();
        return new(sorted, place);
    }

    public void Dispose() => order.Dispose();
}
