using System.Runtime.CompilerServices;
using ZkmlGen.Algebra;

namespace ZkmlGen.Benchmarks;

/// <summary>Squares in the base field with the kernel of this process, over memory.</summary>
internal abstract unsafe class FqSquares
{
    /// <summary>For the kernel of this process.</summary>
    public static FqSquares Create() => KernelFactory.Make(default(Maker), KernelFactory.Current);

    /// <summary>r[i] = r[i]^2 for base field elements in whole blocks; results are below 2q.</summary>
    public abstract void Square(FrVector r);

    private readonly struct Maker : IKernelMaker<FqSquares>
    {
        public FqSquares Lanes<I, T>() where I : struct, ILanes<T> where T : unmanaged => new LaneSquares<I, T>();
    }

    private sealed class LaneSquares<I, T> : FqSquares where I : struct, ILanes<T> where T : unmanaged
    {
        [MethodImpl(HotLoop.Options)]
        public override void Square(FrVector r)
        {
            for (var block = 0; block < r.Blocks; block++)
            {
                var start = block * FrVector.BlockWords;
                for (var word = start; word < start + FrVector.Block; word += I.Width)
                {
                    LaneField<FqField, I, T>.Load(r.Words + word, out var x);
                    LaneField<FqField, I, T>.Square(x, out var square);
                    LaneField<FqField, I, T>.Store(square, r.Words + word);
                }
            }
        }
    }
}
