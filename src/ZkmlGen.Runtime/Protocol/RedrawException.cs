namespace ZkmlGen.Runtime.Protocol;

/// <summary>A challenge hit one of the few values with which no proof can be made: the proof starts again with other blinding.</summary>
internal sealed class RedrawException : Exception;
