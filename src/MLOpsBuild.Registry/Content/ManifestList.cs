using System.Collections.Immutable;

namespace MLOpsBuild.Registry;

/// <summary>An OCI image index as a blob: the list of referrers of a subject.</summary>
internal sealed record ManifestList(ImmutableArray<Descriptor> Manifests)
{
    public byte[] ToBytes() => JsonText.Object(writer =>
    {
        writer.WriteNumber("schemaVersion", 2);
        writer.WriteString("mediaType", MediaTypes.ImageIndex);
        writer.WriteList("manifests", Manifests, DescriptorJson.Write);
    });

    public static ManifestList Parse(ReadOnlyMemory<byte> bytes, string where) =>
        new([.. JsonPlace.Parse(bytes, where).Required("manifests").Items().Select(DescriptorJson.Read)]);
}
