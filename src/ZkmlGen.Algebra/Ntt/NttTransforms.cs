namespace ZkmlGen.Algebra;

/// <summary>The transforms of one size, by one kernel.</summary>
internal abstract class NttTransforms
{
    /// <summary>Smaller sizes have no rows and columns of eight elements: they are transformed one element at a time.</summary>
    private const int SmallestLaneLog = 6;

    internal static NttTransforms Make(int log, string kernel) => log < SmallestLaneLog ? new SmallNttTransforms(log) : KernelFactory.Make(new Maker(log), kernel);

    /// <summary>Coefficients to values at shift omega^i.</summary>
    internal abstract void Forward(FrVector values, in Fr shift, int threads);
    /// <summary>Values at shift omega^i to coefficients.</summary>
    internal abstract void Inverse(FrVector values, in Fr shift, int threads);

    private sealed class Maker(int log) : IKernelMaker<NttTransforms>
    {
        public NttTransforms Lanes<I, T>() where I : struct, ILanes<T> where T : unmanaged => new LaneNttTransforms<I, T>(log);
    }
}
