using System.Collections.Immutable;

namespace MLOpsBuild.Registry;

/// <summary>What a manifest or an index refers to, so that both are copied and kept by one rule.</summary>
internal sealed record DocumentReferences(ImmutableArray<Descriptor> Manifests, ImmutableArray<Descriptor> Blobs)
{
    public static DocumentReferences Of(ReadOnlyMemory<byte> bytes, string where)
    {
        var root = JsonPlace.Parse(bytes, where);
        return new(
            [.. root.Member("manifests")?.Items().Select(DescriptorJson.Read) ?? []],
            [.. root.Member("config") is { } config ? [DescriptorJson.Read(config)] : Array.Empty<Descriptor>(),
             .. root.Member("layers")?.Items().Select(DescriptorJson.Read) ?? []]);
    }
}
