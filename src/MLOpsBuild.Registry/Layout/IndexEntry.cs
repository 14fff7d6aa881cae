using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLOpsBuild.Registry;

/// <summary>One entry of <c>index.json</c>, kept as it was read; its descriptor is looked at only when it is asked for.</summary>
internal sealed record IndexEntry(JsonObject Json, string Where, int At)
{
    public string? Reference => Text(Json["annotations"] is JsonObject annotations ? annotations[MediaTypes.RefName] : null);

    public string? DigestText => Text(Json["digest"]);

    /// <summary>The descriptor without the reference, which belongs to this entry.</summary>
    public Descriptor Descriptor
    {
        get
        {
            var read = DescriptorJson.Read(new JsonPlace(JsonSerializer.SerializeToElement(Json), Where, $"$.manifests[{At}]"));
            return read with { Annotations = read.Annotations.Remove(MediaTypes.RefName) };
        }
    }

    public static JsonObject ToJson(Descriptor descriptor, string? reference)
    {
        var annotations = reference is null ? descriptor.Annotations : descriptor.Annotations.SetItem(MediaTypes.RefName, reference);
        return (JsonObject)JsonNode.Parse(JsonText.Object(writer =>
            DescriptorJson.Write(writer, "entry", descriptor with { Annotations = annotations })))!["entry"]!.DeepClone();
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
