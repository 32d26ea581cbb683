using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <summary>
/// Transforms in lanes, in four steps (Bailey, "FFTs in external or hierarchical memory", 1990): the vector is a matrix of n1 rows of n2 elements.
/// First, all columns are transformed, eight adjacent ones at a time, so that their twiddles are the same for all lanes; element (k1, i2) is
/// multiplied by omega^(k1 i2), and written for the rows to be lanes. Then all rows are transformed, eight at a time; value (k1, k2) belongs to
/// omega^(k1 + n1 k2), so that eight rows make eight adjacent values: there is no bit reversal in memory, and one transposition in all.
/// </summary>
internal sealed unsafe class LaneNttTransforms<I, T> : NttTransforms
    where I : struct, ILanes<T>
    where T : unmanaged
{
    private const int KeptShifts = 8;
    /// <summary>Blocks that lie a row apart are asked for so many iterations ahead: the processor does not guess such strides by itself.</summary>
    private const int PrefetchDistance = 8;
    /// <summary>Smaller transforms are over before a second thread has begun.</summary>
    private const int SmallestParallelLog = 11;
    [ThreadStatic]
    private static NativeBuffer? turnedBuffer, elementBuffer;

    private readonly int columnLog, rowLog;
    private readonly int[] columnOrder, rowOrder;
    private readonly ShortNtt<I, T> rows, unshiftedColumns;
    private readonly ShiftTables<I, T>?[] tables = new ShiftTables<I, T>?[KeptShifts];
    private int nextTable;

    internal LaneNttTransforms(int log)
    {
        columnLog = log / 2;
        rowLog = log - columnLog;
        columnOrder = BitReversal.Of(columnLog);
        rowOrder = BitReversal.Of(rowLog);
        unshiftedColumns = new ShortNtt<I, T>(columnLog, Fr.One);
        rows = rowLog == columnLog ? unshiftedColumns : new ShortNtt<I, T>(rowLog, Fr.One);
    }

    internal override void Forward(FrVector values, in Fr shift, int threads) => Transform(values.Words, Tables(shift, inverse: false), threads);
    internal override void Inverse(FrVector values, in Fr shift, int threads) => Transform(values.Words, Tables(shift, inverse: true), threads);

    private ShiftTables<I, T> Tables(in Fr shift, bool inverse)
    {
        lock (tables)
        {
            foreach (var kept in tables)
            {
                if (kept is not null && kept.Inverse == inverse && kept.Shift == shift)
                {
                    return kept;
                }
            }
            var made = new ShiftTables<I, T>(columnLog, rowLog, shift, inverse, unshiftedColumns);
            tables[nextTable] = made;
            nextTable = (nextTable + 1) % KeptShifts;
            return made;
        }
    }

    private void Transform(ulong* values, ShiftTables<I, T> tables, int threads)
    {
        turnedBuffer = NativeBuffer.AtLeast(turnedBuffer, ((nint)4 * sizeof(ulong)) << (columnLog + rowLog));
        var turned = (ulong*)turnedBuffer.Start;
        ForEight(1 << rowLog, threads, (column, elements) =>
        {
            Columns(values + (nint)column * 4, tables, elements);
            Twist(elements, tables.Twist + (nint)column * 4, turned + (nint)column * FrVector.BlockWords);
        });
        ForEight(1 << columnLog, threads, (row, elements) => Rows(turned + ((nint)row << rowLog) * 4, values + (nint)row * 4, tables, elements));
        GC.KeepAlive(turnedBuffer);
        GC.KeepAlive(tables);
    }

    private delegate void Work(int first, Wide<T>* elements);

    /// <summary>Calls work(first, elements) for every eighth number below count, with memory for eight rows or columns that is the thread's own.</summary>
    private void ForEight(int count, int threads, Work work)
    {
        if (threads == 1 || columnLog + rowLog < SmallestParallelLog)
        {
            Part(0, count);
            return;
        }
        var width = (count / FrVector.Block + threads - 1) / threads * FrVector.Block;
        ForkJoin.Run(threads, part => Part(part * width, Math.Min(count, (part + 1) * width)));

        void Part(int from, int to)
        {
            elementBuffer = NativeBuffer.AtLeast(elementBuffer, ((nint)FrVector.Block * 5 * sizeof(ulong)) << rowLog);
            for (var first = from; first < to; first += FrVector.Block)
            {
                work(first, (Wide<T>*)elementBuffer.Start);
            }
            GC.KeepAlive(elementBuffer);
        }
    }

    /// <summary>Reads and transforms eight columns.</summary>
    [MethodImpl(HotLoop.Options)]
    private void Columns(ulong* values, ShiftTables<I, T> tables, Wide<T>* elements)
    {
        var count = 1 << columnLog;
        var rowWords = (nint)4 << rowLog;
        for (var lane = 0; lane < FrVector.Block; lane += I.Width, elements += count)
        {
            for (var i = 0; i < count; i++)
            {
                // An inverse transform is a forward one of the elements in the order 0, n-1, n-2, ..., 1.
                LaneField<FrField, I, T>.Load(values + (tables.Inverse ? -i & (count - 1) : i) * rowWords + lane, out elements[columnOrder[i]]);
            }
            tables.Columns.Transform(elements);
        }
    }

    /// <summary>Multiplies the transforms of eight columns by the twist, and turns them: lanes were columns, and will be rows.</summary>
    [MethodImpl(HotLoop.Options)]
    private void Twist(Wide<T>* elements, ulong* twist, ulong* turned)
    {
        var count = 1 << columnLog;
        var rowWords = (nint)4 << rowLog;
        const int BufferWords = FrVector.Block * FrVector.BlockWords;
        var buffer = CacheLine.Start<ulong>(stackalloc byte[BufferWords * sizeof(ulong) + 2 * sizeof(Wide<T>) + CacheLine.Size]);
        var element = (Wide<T>*)(buffer + BufferWords);
        var factor = element + 1;
        for (var row = 0; row < count; row += FrVector.Block, turned += FrVector.Block * rowWords)
        {
            for (var i = 0; i < FrVector.Block; i++, twist += rowWords)
            {
                PrefetchBlock(twist + PrefetchDistance * rowWords);
                PrefetchBlock(turned + PrefetchDistance * rowWords + i * FrVector.BlockWords);
                for (var lane = 0; lane < FrVector.Block; lane += I.Width)
                {
                    LaneField<FrField, I, T>.Tighten(elements[lane / I.Width * count + row + i], out *element);
                    LaneField<FrField, I, T>.Load(twist + lane, out *factor);
                    LaneField<FrField, I, T>.Multiply(*element, *factor, out *element);
                    // Below (1.2 + 84 / 84) p, so in 256 bits.
                    LaneField<FrField, I, T>.Store(*element, buffer + i * FrVector.BlockWords + lane);
                }
            }
            for (var limb = 0; limb < FrVector.BlockWords; limb += FrVector.Block)
            {
                I.Transpose(new EvenRows(turned + limb, FrVector.BlockWords), new EvenRows(buffer + limb, FrVector.BlockWords));
            }
        }
    }

    /// <summary>Transforms eight rows.</summary>
    [MethodImpl(HotLoop.Options)]
    private void Rows(ulong* turned, ulong* values, ShiftTables<I, T> tables, Wide<T>* elements)
    {
        var count = 1 << rowLog;
        var columnWords = (nint)4 << columnLog;
        for (var lane = 0; lane < FrVector.Block; lane += I.Width)
        {
            for (var i = 0; i < count; i++)
            {
                LaneField<FrField, I, T>.Load(turned + (nint)(tables.Inverse ? -i & (count - 1) : i) * FrVector.BlockWords + lane, out elements[rowOrder[i]]);
            }
            rows.Transform(elements);
            if (tables.RowScale is not null)
            {
                Scale(elements, count, tables.RowScale);
            }
            for (var i = 0; i < count; i++)
            {
                PrefetchBlock(values + (i + PrefetchDistance) * columnWords);
                LaneField<FrField, I, T>.Reduce(elements[i], out elements[i]);
                LaneField<FrField, I, T>.Store(elements[i], values + i * columnWords + lane);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PrefetchBlock(ulong* block)
    {
        I.Prefetch(block);
        I.Prefetch(block + 8);
        I.Prefetch(block + 16);
        I.Prefetch(block + 24);
    }

    [MethodImpl(HotLoop.Options)]
    private static void Scale(Wide<T>* elements, int count, ulong* constants)
    {
        for (var i = 0; i < count; i++)
        {
            LaneField<FrField, I, T>.MultiplyConstant(elements[i], constants + i * LaneField<FrField, I, T>.ConstantWords, out elements[i]);
        }
    }
}
