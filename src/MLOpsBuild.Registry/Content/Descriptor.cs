using System.Collections.Immutable;

namespace MLOpsBuild.Registry;

/// <summary>What refers to a blob: media type, digest and size in bytes, as in the OCI image specification 1.1.</summary>
public sealed record Descriptor(string MediaType, Digest Digest, long Size)
{
    internal static readonly ImmutableSortedDictionary<string, string> NoAnnotations =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The type of the artifact that a manifest stands for, where it is known.</summary>
    public string? ArtifactType { get; init; }

    /// <summary>Free-form facts about the blob, in ordinal order of their keys.</summary>
    public ImmutableSortedDictionary<string, string> Annotations
    {
        get;
        init => field = value.WithComparers(StringComparer.Ordinal);
    } = NoAnnotations;
}
