using Xunit;

namespace ZkmlGen.Tool.Tests.Support;

/// <summary>A test that takes something away from a process in a way that Linux has: file size, memory, permissions.</summary>
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux()) Skip = "Needs bash, ulimit and setpriv.";
    }
}
