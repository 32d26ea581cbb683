using System.Diagnostics;
using System.Globalization;

namespace ZkmlGen.Tool.Reports;

/// <summary>What this process has used of the machine.</summary>
internal static class ProcessUse
{
    /// <summary>Seconds of all cores so far.</summary>
    public static double CpuSeconds => Environment.CpuUsage.TotalTime.TotalSeconds;

    /// <summary>Largest resident memory so far, in bytes.</summary>
    public static long PeakBytes
    {
        get
        {
            const string Status = "/proc/self/status", Label = "VmHWM:";
            if (!File.Exists(Status)) return Process.GetCurrentProcess().PeakWorkingSet64;
            var line = File.ReadLines(Status).First(line => line.StartsWith(Label, StringComparison.Ordinal));
            return 1024 * long.Parse(line.AsSpan(Label.Length).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture);
        }
    }
}
