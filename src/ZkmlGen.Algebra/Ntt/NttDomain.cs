namespace ZkmlGen.Algebra;

/// <summary>Number-theoretic transforms of one size 2^log (log at least 3), twiddles precomputed, natural order in and out, in place, one thread a call.</summary>
public sealed class NttDomain
{
    /// <summary>The cached domain of size 2^log.</summary>
    public static NttDomain Get(int log) => throw new NotImplementedException();
    /// <summary>log2 of the size.</summary>
    public int Log => throw new NotImplementedException();
    /// <summary>Coefficients to values at omega^i.</summary>
    public void Forward(FrVector values) => throw new NotImplementedException();
    /// <summary>Values at omega^i to coefficients (scaled by 1/size).</summary>
    public void Inverse(FrVector values) => throw new NotImplementedException();
    /// <summary>Coefficients to values at shift omega^i.</summary>
    public void ForwardCoset(FrVector values, in Fr shift) => throw new NotImplementedException();
    /// <summary>Values at shift omega^i to coefficients.</summary>
    public void InverseCoset(FrVector values, in Fr shift) => throw new NotImplementedException();
}
