namespace ZkmlGen.Algebra;

/// <summary>An operation element by element: result = f(a, b, s) with s the same for all elements.</summary>
internal interface IElementOperation
{
    /// <summary>True if f depends on b.</summary>
    static abstract bool ReadsB { get; }
    /// <summary>f on one element; result may be an operand.</summary>
    static abstract void Apply(in Fr a, in Fr b, in Fr s, out Fr result);
    /// <summary>f on lanes: canonical operands, tight result below 2p, which is no operand.</summary>
    static abstract void Apply<I, T>(in Wide<T> a, in Wide<T> b, in Wide<T> s, out Wide<T> result)
        where I : struct, ILanes<T> where T : unmanaged;
}
