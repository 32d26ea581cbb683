using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Register = System.Runtime.Intrinsics.Vector256<long>;

namespace ZkmlGen.Runtime;

/// <summary>Four lanes with AVX2.</summary>
internal readonly unsafe struct Avx2Matrix : IMatrixLanes<Register>
{
    public static int Width => Register.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Sequence(int start, int step) => Vector256.CreateSequence<long>(start, step);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Create(int value) => Vector256.Create(value).AsInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(int* numbers, out Register low, out Register high)
    {
        low = Vector256.Load(numbers).AsInt64();
        high = Vector256.Load(numbers + Vector256<int>.Count).AsInt64();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(int* rows, int stride, out Register low, out Register high)
    {
        low = Vector256.Create(Vector128.Load(rows), Vector128.Load(rows + stride)).AsInt64();
        high = Vector256.Create(Vector128.Load(rows + 2 * (nint)stride), Vector128.Load(rows + 3 * (nint)stride)).AsInt64();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Pick(Register low, Register high, Register index)
    {
        // A permutation looks at three bits of the index; the fourth one, moved to the sign, chooses between the registers.
        var first = Avx2.PermuteVar8x32(low.AsInt32(), index.AsInt32());
        var second = Avx2.PermuteVar8x32(high.AsInt32(), index.AsInt32());
        return Avx.BlendVariable(first.AsSingle(), second.AsSingle(), (index.AsInt32() << 28).AsSingle()).AsInt64();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Multiply(Register a, Register b) => Avx2.Multiply(a.AsInt32(), b.AsInt32());
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Add(Register a, Register b) => a + b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(long* sums, Register terms) => (Vector256.Load(sums) + terms).Store(sums);
}
