using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Register = System.Runtime.Intrinsics.Vector512<long>;

namespace ZkmlGen.Runtime;

/// <summary>Eight lanes with AVX-512.</summary>
internal readonly unsafe struct Avx512Matrix : IMatrixLanes<Register>
{
    public static int Width => Register.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Sequence(int start, int step) => Vector512.CreateSequence<long>(start, step);
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Create(int value) => Vector512.Create(value).AsInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(int* numbers, out Register low, out Register high)
    {
        low = Vector512.Load(numbers).AsInt64();
        high = Vector512.Load(numbers + Vector512<int>.Count).AsInt64();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(int* rows, int stride, out Register low, out Register high)
    {
        Avx2Matrix.Read(rows, stride, out var row01, out var row23);
        Avx2Matrix.Read(rows + 4 * (nint)stride, stride, out var row45, out var row67);
        low = Vector512.Create(row01, row23);
        high = Vector512.Create(row45, row67);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Pick(Register low, Register high, Register index) =>
        Avx512F.PermuteVar16x32x2(low.AsInt32(), index.AsInt32(), high.AsInt32()).AsInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Multiply(Register a, Register b) => Avx512F.Multiply(a.AsInt32(), b.AsInt32());
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register Add(Register a, Register b) => a + b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(long* sums, Register terms) => (Vector512.Load(sums) + terms).Store(sums);
}
