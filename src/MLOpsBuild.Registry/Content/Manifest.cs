using System.Collections.Immutable;

namespace MLOpsBuild.Registry;

/// <summary>An OCI image manifest, version 1.1: what an artifact consists of.</summary>
internal sealed record Manifest(Descriptor Config, ImmutableArray<Descriptor> Layers)
{
    public string? ArtifactType { get; init; }

    public Descriptor? Subject { get; init; }

    public ImmutableSortedDictionary<string, string> Annotations { get; init; } = Descriptor.NoAnnotations;

    public byte[] ToBytes() => JsonText.Object(writer =>
    {
        writer.WriteNumber("schemaVersion", 2);
        writer.WriteString("mediaType", MediaTypes.ImageManifest);
        if (ArtifactType is { } type)
            writer.WriteString("artifactType", type);
        DescriptorJson.Write(writer, "config", Config);
        writer.WriteList("layers", Layers, DescriptorJson.Write);
        if (Subject is { } subject)
            DescriptorJson.Write(writer, "subject", subject);
        writer.WriteMap("annotations", Annotations);
    });

    public static Manifest Parse(ReadOnlyMemory<byte> bytes, string where)
    {
        var root = JsonPlace.Parse(bytes, where);
        return new(
            DescriptorJson.Read(root.RequiredObject("config")),
            [.. root.Required("layers").Items().Select(DescriptorJson.Read)])
        {
            ArtifactType = root.Member("artifactType")?.AsText(),
            Subject = root.Member("subject") is { } subject ? DescriptorJson.Read(subject) : null,
            Annotations = root.Member("annotations")?.AsMap() ?? Descriptor.NoAnnotations,
        };
    }
}
