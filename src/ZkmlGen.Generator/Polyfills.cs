namespace System.Runtime.CompilerServices;

/// <summary>Lets netstandard2.0 compile init-only properties and records.</summary>
internal static class IsExternalInit;

/// <summary>Lets netstandard2.0 compile interpolated string handlers.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class InterpolatedStringHandlerAttribute : Attribute;
