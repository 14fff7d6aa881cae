using System.Text.Json;

namespace MLOpsBuild.Registry;

/// <summary>The JSON of a descriptor, members in the order of the OCI specification.</summary>
internal static class DescriptorJson
{
    public static void Write(Utf8JsonWriter writer, string name, Descriptor descriptor)
    {
        writer.WritePropertyName(name);
        Write(writer, descriptor);
    }

    public static void Write(Utf8JsonWriter writer, Descriptor descriptor)
    {
        writer.WriteStartObject();
        WriteMembers(writer, descriptor);
        writer.WriteEndObject();
    }

    public static void WriteMembers(Utf8JsonWriter writer, Descriptor descriptor)
    {
        writer.WriteString("mediaType", descriptor.MediaType);
        writer.WriteString("digest", descriptor.Digest.ToString());
        writer.WriteNumber("size", descriptor.Size);
        if (descriptor.ArtifactType is { } type)
            writer.WriteString("artifactType", type);
        writer.WriteMap("annotations", descriptor.Annotations);
    }

    public static Descriptor Read(JsonPlace place)
    {
        place.Expect(JsonValueKind.Object, "an object");
        return new(place.Required("mediaType").AsText(), place.Required("digest").AsDigest(), place.Required("size").AsCount())
        {
            ArtifactType = place.Member("artifactType")?.AsText(),
            Annotations = place.Member("annotations")?.AsMap() ?? Descriptor.NoAnnotations,
        };
    }
}
