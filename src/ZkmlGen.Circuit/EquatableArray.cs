using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace ZkmlGen.Circuit;

/// <summary>An immutable array with value equality, for records that cross an incremental generator's pipeline.</summary>
public readonly struct EquatableArray<T>(T[] items) : IEquatable<EquatableArray<T>>, IReadOnlyList<T>
    where T : IEquatable<T>
{
    private readonly T[]? items = items;

    /// <summary>The items; do not modify.</summary>
    public T[] Items => items ?? [];
    /// <inheritdoc/>
    public int Count => Items.Length;
    /// <inheritdoc/>
    public T this[int index] => Items[index];
    /// <inheritdoc/>
    public bool Equals(EquatableArray<T> other) => Items.SequenceEqual(other.Items);
    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);
    /// <inheritdoc/>
    public override int GetHashCode() => Items.Aggregate(17, (hash, item) => unchecked(hash * 31 + item.GetHashCode()));
    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    /// <summary>Wraps an array.</summary>
    public static implicit operator EquatableArray<T>(T[] items) => new(items);
}
