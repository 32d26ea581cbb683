namespace System.Runtime.CompilerServices
{
    /// <summary>Lets netstandard2.0 compile init-only properties and records.</summary>
    internal static class IsExternalInit;
}

namespace System
{
    /// <summary>Lets netstandard2.0 compile list patterns and x[^1].</summary>
    internal readonly struct Index(int value, bool fromEnd = false)
    {
        /// <summary>The index in a collection of the given length.</summary>
        public int GetOffset(int length) => fromEnd ? length - value : value;
    }
}
