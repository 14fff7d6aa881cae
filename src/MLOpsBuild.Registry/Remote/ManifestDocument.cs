using System.Net.Http.Headers;

namespace MLOpsBuild.Registry;

/// <summary>The bytes of a manifest or an index, and what they say of it.</summary>
internal sealed record ManifestDocument(Descriptor Descriptor, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Whose referrer it is, if anyone's.</summary>
    public Descriptor? Subject { get; private init; }

    public static ManifestDocument Of(ReadOnlyMemory<byte> bytes, string? mediaType, string where)
    {
        var root = JsonPlace.Parse(bytes, where);
        var type = root.Member("mediaType")?.AsText() ?? mediaType ?? throw root.Refuse("has no 'mediaType'.");
        // As the specification has it for lists of referrers: an image has the type of its config.
        var artifactType = root.Member("artifactType")?.AsText();
        var subject = root.Member("subject") is { } member ? DescriptorJson.Read(member) : null;
        return new(new(type, Digest.OfBytes(bytes.Span), bytes.Length)
        {
            ArtifactType = artifactType ?? (subject is null ? null : root.Member("config")?.Member("mediaType")?.AsText()),
            Annotations = subject is null ? Descriptor.NoAnnotations : root.Member("annotations")?.AsMap() ?? Descriptor.NoAnnotations,
        }, bytes)
        {
            Subject = subject,
        };
    }

    public ByteArrayContent ToContent() => new(Bytes.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue(Descriptor.MediaType) } };
}
