using System.Collections.Immutable;
using System.Text.Json;

namespace MLOpsBuild.Registry;

/// <summary>What a build took in, as in-toto describes it.</summary>
/// <param name="Name">What it is called in the build.</param>
/// <param name="Digest">Hexadecimal digests by algorithm, such as <c>sha256</c> or <c>gitCommit</c>.</param>
public sealed record ResourceDescriptor(string Name, ImmutableSortedDictionary<string, string> Digest)
{
    /// <summary>Where it is from; null where that is not known.</summary>
    public string? Uri { get; init; }

    /// <summary>What else is to be said of it; nothing by default.</summary>
    public ImmutableSortedDictionary<string, string> Annotations { get; init; } = Descriptor.NoAnnotations;

    /// <summary>A resource with a SHA-256.</summary>
    public static ResourceDescriptor Of(string name, Digest digest) => new(name, Descriptor.NoAnnotations.Add(digest.Algorithm, digest.Hex));

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", Name);
        if (Uri is not null)
            writer.WriteString("uri", Uri);
        writer.WriteMap("digest", Digest);
        writer.WriteMap("annotations", Annotations);
        writer.WriteEndObject();
    }

    internal static ResourceDescriptor Read(JsonPlace place) => new(place.Member("name")?.AsText() ?? "", place.Member("digest")?.AsMap() ?? Descriptor.NoAnnotations)
    {
        Uri = place.Member("uri")?.AsText(),
        Annotations = place.Member("annotations")?.AsMap() ?? Descriptor.NoAnnotations,
    };
}
