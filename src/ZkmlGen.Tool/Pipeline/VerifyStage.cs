using System.Diagnostics;
using ZkmlGen.Runtime;

namespace ZkmlGen.Tool.Pipeline;

/// <summary>Verifications of one proof in C#, with the times they took.</summary>
/// <param name="Accepted">The verdict.</param>
/// <param name="FirstSeconds">The first one, the compilation of its code and what is prepared for the key included.</param>
/// <param name="Seconds">Later ones: the median, when the code has been compiled for good.</param>
internal sealed record VerifyStage(bool Accepted, double FirstSeconds, double Seconds)
{
    private const int Verifications = 21;
    /// <summary>The runtime compiles a second time what was used often in its first tenth of a second.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.25);

    /// <summary>Verifies until times are steady, and then measures.</summary>
    public static VerifyStage Run(VerifyingKey key, ZkProof proof, ZkContext context)
    {
        var start = Stopwatch.GetTimestamp();
        var verifier = new ZkVerifier(key);
        var accepted = verifier.Verify(proof, context);
        var first = Stopwatch.GetElapsedTime(start).TotalSeconds;
        while (Stopwatch.GetElapsedTime(start) < WarmUp) verifier.Verify(proof, context);
        return new(accepted, first, ProveStage.Median(Enumerable.Range(0, Verifications).Select(_ => Time(verifier, proof, context))));
    }

    private static double Time(ZkVerifier verifier, ZkProof proof, ZkContext context)
    {
        var start = Stopwatch.GetTimestamp();
        verifier.Verify(proof, context);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
