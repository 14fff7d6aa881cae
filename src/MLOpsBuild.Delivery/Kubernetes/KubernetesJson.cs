using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLOpsBuild.Delivery;

/// <summary>Reads the JSON of Kubernetes' objects, in which what is empty is often left out.</summary>
internal static class KubernetesJson
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The objects of one or several documents, those of a <c>List</c> one by one.</summary>
    public static IReadOnlyList<JsonObject> Objects(string text)
    {
        var objects = new List<JsonObject>();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
            var document = JsonNode.Parse(ref reader)!.AsObject();
            if (document["items"] is JsonArray items)
                objects.AddRange(items.Select(item => item!.DeepClone().AsObject()));
            else
                objects.Add(document);
        }

        return objects;
    }

    /// <summary>The part that the names lead to, or null.</summary>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            node = node is JsonObject map ? map[name] : null;
        return node;
    }

    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static int? Number(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path) is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    public static DateTimeOffset? Time(this JsonNode? node, params ReadOnlySpan<string> path) =>
        DateTimeOffset.TryParse(node.Text(path), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    public static IEnumerable<JsonObject> Items(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path) is JsonArray items ? items.OfType<JsonObject>() : [];

    public static string Kind(this JsonNode node) => node.Text("kind") ?? "";

    public static string Name(this JsonNode node) => node.Text("metadata", "name") ?? "";

    public static string? Label(this JsonNode node, string name) => node.Text("metadata", "labels", name);

    public static string? Annotation(this JsonNode node, string name) => node.Text("metadata", "annotations", name);

    /// <summary>The map that the names lead to, made where it is missing.</summary>
    public static JsonObject Map(this JsonObject node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (node[name] is not JsonObject next)
                node[name] = next = [];
            node = next;
        }

        return node;
    }

    public static string ToText(this JsonNode node) => node.ToJsonString(Compact);
}
