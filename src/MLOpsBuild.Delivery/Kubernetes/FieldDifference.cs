using System.Text.Json.Nodes;

namespace MLOpsBuild.Delivery;

/// <summary>A field that is otherwise than it is to be.</summary>
/// <param name="Object">The object, by kind and name.</param>
/// <param name="Path">The field, such as <c>.spec.template.spec.containers[server].image</c>; empty where the object itself is missing.</param>
/// <param name="Is">What it is; null where it is missing.</param>
/// <param name="WasToBe">What it was to be; null where it was to be missing.</param>
internal sealed record FieldDifference(string Object, string Path, string? Is, string? WasToBe)
{
    /// <summary>What the cluster itself keeps.</summary>
    private static readonly string[] Kept =
        [".status", ".metadata.managedFields", ".metadata.resourceVersion", ".metadata.generation", ".metadata.uid", ".metadata.creationTimestamp"];

    /// <summary>The fields that differ between two states of an object.</summary>
    public static IEnumerable<FieldDifference> Between(JsonObject there, JsonObject wanted) => Between(ClusterComparison.Told(wanted), "", there, wanted);

    private static IEnumerable<FieldDifference> Between(string item, string path, JsonNode? there, JsonNode? wanted) => (there, wanted) switch
    {
        _ when Kept.Contains(path) => [],
        (JsonObject one, JsonObject other) => one.Select(entry => entry.Key).Union(other.Select(entry => entry.Key)).SelectMany(key => Between(item, $"{path}.{key}", one[key], other[key])),
        (JsonArray one, JsonArray other) when Named(one) && Named(other) =>
            Names(one).Union(Names(other)).SelectMany(name => Between(item, $"{path}[{name}]", Find(one, name), Find(other, name))),
        _ when JsonNode.DeepEquals(there, wanted) => [],
        _ => [new(item, path, there?.ToText(), wanted?.ToText())],
    };

    private static bool Named(JsonArray items) => items.All(item => item.Text("name") is not null) && Names(items).Distinct().Count() == items.Count;

    private static IEnumerable<string> Names(JsonArray items) => items.Select(item => item.Text("name")!);

    private static JsonNode? Find(JsonArray items, string name) => items.FirstOrDefault(item => item.Text("name") == name);
}
