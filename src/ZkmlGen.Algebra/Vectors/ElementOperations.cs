using System.Runtime.CompilerServices;

namespace ZkmlGen.Algebra;

/// <summary>a + b.</summary>
internal readonly struct AddOperation : IElementOperation
{
    public static bool ReadsB => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply(in Fr a, in Fr b, in Fr s, out Fr result) => Fr.Add(a, b, out result);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<I, T>(in Wide<T> a, in Wide<T> b, in Wide<T> s, out Wide<T> result)
        where I : struct, ILanes<T> where T : unmanaged
    {
        LaneField<FrField, I, T>.Add(a, b, out var sum);
        LaneField<FrField, I, T>.Tighten(sum, out result);
    }
}

/// <summary>a - b.</summary>
internal readonly struct SubtractOperation : IElementOperation
{
    public static bool ReadsB => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply(in Fr a, in Fr b, in Fr s, out Fr result) => Fr.Subtract(a, b, out result);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<I, T>(in Wide<T> a, in Wide<T> b, in Wide<T> s, out Wide<T> result)
        where I : struct, ILanes<T> where T : unmanaged
    {
        LaneField<FrField, I, T>.Subtract(a, b, 1, out var difference);
        LaneField<FrField, I, T>.Tighten(difference, out result);
    }
}

/// <summary>a + s.</summary>
internal readonly struct AddConstantOperation : IElementOperation
{
    public static bool ReadsB => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply(in Fr a, in Fr b, in Fr s, out Fr result) => Fr.Add(a, s, out result);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<I, T>(in Wide<T> a, in Wide<T> b, in Wide<T> s, out Wide<T> result)
        where I : struct, ILanes<T> where T : unmanaged => AddOperation.Apply<I, T>(a, s, s, out result);
}
