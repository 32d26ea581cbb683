namespace ZkmlGen.Evm;

/// <summary>The EVM part can't run here (node, npm or anvil is missing, or a child process failed); the message says what to do.</summary>
public sealed class EvmException(string message, Exception? inner = null) : Exception(message, inner);
