using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <summary>
/// Sums of runs of point references, at most Capacity of them together. All runs are halved at the same time, pair by pair, round by round: the additions
/// of a round do not depend on each other and share one inversion. One thread at a time.
/// </summary>
internal sealed unsafe class ChunkSum : IDisposable
{
    /// <summary>References handled together: the working memory, about 1.5 MB, should stay in the second-level cache.</summary>
    public const int Capacity = 1 << 13;

    /// <summary>References that may be read (not used) after the last one of a run.</summary>
    public const int Overrun = 8;

    private readonly PointAdder adder = PointAdder.Create();
    private readonly PairList pairs = new(Capacity);
    private readonly RunOrder order = new(Capacity);
    private readonly NativeBuffer<G1Affine> points = new();
    private readonly NativeBuffer<Run> runs = new();

    /// <summary>Points still to be added up: Count of them from Slot on, for the sum number Result.</summary>
    private struct Run
    {
        public int Slot, Count, Result;
    }

    /// <summary>
    /// sums[i] = sum of source[references[j]] for j from starts[i] to starts[i + 1] - 1, for first up to and including last - 1. Empty sums are not written.
    /// False if the shortcut formulas do not apply; the sums are then undefined.
    /// </summary>
    public bool Add(G1Affine* source, uint* references, int* starts, int first, int last, G1Affine* sums)
    {
        points.Reserve(Capacity);
        runs.Reserve(Capacity);
        var active = Gather(source, references, starts, first, last, sums);
        if (active > 0 && !adder.Add(pairs, source, points.Pointer))
        {
            return false;
        }
        while ((active = Halve(active, sums)) > 0)
        {
            if (!adder.Add(pairs, points.Pointer, points.Pointer))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The first round: pairs of the source, longest runs first. Sums of one point are done; returns the number of runs of more.</summary>
    [MethodImpl(HotLoop.Options)]
    private int Gather(G1Affine* source, uint* references, int* starts, int first, int last, G1Affine* sums)
    {
        pairs.Clear(hasSigns: true);
        int slot = 0, active = 0;
        foreach (var i in order.Sort(starts, first, last))
        {
            var count = starts[i + 1] - starts[i];
            var run = references + starts[i];
            if (count == 1)
            {
                sums[i] = PointAdder.Signed(source, run[0]);
                continue;
            }
            var half = (count + 1) / 2;
            pairs.Append(run, run + half, slot, count - half);
            if ((count & 1) != 0)
            {
                points.Pointer[slot + half - 1] = PointAdder.Signed(source, run[half - 1]);
            }
            runs.Pointer[active++] = new() { Slot = slot, Count = half, Result = i };
            slot += half;
        }
        return active;
    }

    /// <summary>Point k of a run takes point k + half, in place; an odd middle point stays. Runs of one point, the last ones, are done; returns how many are left.</summary>
    [MethodImpl(HotLoop.Options)]
    private int Halve(int active, G1Affine* sums)
    {
        for (; active > 0 && runs.Pointer[active - 1].Count == 1; active--)
        {
            var run = runs.Pointer + active - 1;
            sums[run->Result] = points.Pointer[run->Slot];
        }
        pairs.Clear(hasSigns: false);
        for (var i = 0; i < active; i++)
        {
            var run = runs.Pointer + i;
            var half = (run->Count + 1) / 2;
            pairs.AppendInPlace(run->Slot, half, run->Count - half);
            run->Count = half;
        }
        return active;
    }

    public void Dispose()
    {
        adder.Dispose();
        pairs.Dispose();
        order.Dispose();
        points.Dispose();
        runs.Dispose();
    }
}
