namespace ZkmlGen.Runtime.Tests.Circuits;

/// <summary>A model file in memory.</summary>
internal sealed class MemoryFiles(byte[] model) : ModelFiles
{
    public override ReadOnlySpan<byte> Read(string? externalFile) => externalFile is null ? model : throw new InvalidDataException(externalFile);
}
