using System.Text.Json;

namespace MLOpsBuild.Registry;

/// <summary>One entry of <c>index.json</c>, kept as it was read; its descriptor is looked at only when it is asked for.</summary>
internal sealed record IndexEntry(JsonPlace Json)
{
    public string? Reference => Text(Json.Member("annotations")?.Member(MediaTypes.RefName));

    public string? DigestText => Text(Json.Member("digest"));

    /// <summary>The descriptor without the reference, which belongs to this entry.</summary>
    public Descriptor Descriptor
    {
        get
        {
            var read = DescriptorJson.Read(Json);
            return read with { Annotations = read.Annotations.Remove(MediaTypes.RefName) };
        }
    }

    public static IndexEntry Of(Descriptor descriptor, string? reference)
    {
        var annotations = reference is null ? descriptor.Annotations : descriptor.Annotations.SetItem(MediaTypes.RefName, reference);
        var bytes = JsonText.Object(writer => DescriptorJson.WriteMembers(writer, descriptor with { Annotations = annotations }));
        return new(JsonPlace.Parse(bytes, "a new entry"));
    }

    private static string? Text(JsonPlace? place) => place is { Element.ValueKind: JsonValueKind.String } text ? text.AsText() : null;
}
