using System;

namespace ZkmlGen.Generator.Model;

/// <summary>What a file is to a model; the names are those in the item metadata.</summary>
internal enum ModelFileKind
{
    /// <summary>The ONNX file.</summary>
    Model,
    /// <summary>External tensor data.</summary>
    Data,
    /// <summary>Calibration inputs.</summary>
    Sample,
}

/// <summary>Metadata of a ZkModel item on what proofs show, as written; empty where there is none.</summary>
internal readonly record struct ItemDisclosure(string Input, string Output, string OutputForm, string Weights);

/// <summary>A file of a ZkModel item. Two are equal if their digests are: the bytes are carried along.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">Its full path.</param>
/// <param name="Owner">Full path of the model that it belongs to.</param>
/// <param name="Resource">Name of the embedded resource, for models.</param>
/// <param name="Digest">SHA-256, lower-case hex; empty if it could not be read.</param>
/// <param name="Disclosure">What the item says of proofs, for models.</param>
/// <param name="Problem">Why it could not be read.</param>
internal sealed record ModelFile(ModelFileKind Kind, string Path, string Owner, string Resource, string Digest, ItemDisclosure Disclosure, string? Problem)
{
    private byte[] bytes = [];

    public ModelFile(ModelFileKind kind, string path, string owner, string resource, string digest, ItemDisclosure disclosure, byte[] bytes)
        : this(kind, path, owner, resource, digest, disclosure, Problem: null) => this.bytes = bytes;

    /// <summary>The file; not part of equality, its digest is.</summary>
    public byte[] GetBytes() => bytes;

    /// <summary>The same file for keys of caches, which need not keep the bytes.</summary>
    public ModelFile WithoutBytes() => this with { bytes = [] };

    public bool Equals(ModelFile? other) =>
        other is not null && (Kind, Path, Owner, Resource, Digest, Disclosure, Problem) == (other.Kind, other.Path, other.Owner, other.Resource, other.Digest, other.Disclosure, other.Problem);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Path) ^ StringComparer.Ordinal.GetHashCode(Digest);
}
