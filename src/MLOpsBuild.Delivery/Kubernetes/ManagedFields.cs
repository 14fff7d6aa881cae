using System.Globalization;
using System.Text.Json.Nodes;

namespace MLOpsBuild.Delivery;

/// <summary>Reads who has set which fields of an object, out of its <c>managedFields</c>.</summary>
internal static class ManagedFields
{
    /// <summary>What controllers note on objects, and the number of servers, which is the autoscaler's.</summary>
    private static readonly string[] NotTold =
        [".status", ".spec.replicas", ".metadata.annotations.deployment.kubernetes.io/revision", ".metadata.annotations.kubectl.kubernetes.io/last-applied-configuration"];

    private const string Itself = ".";

    /// <summary>The fields that others have set and this build has not.</summary>
    public static IEnumerable<ManagedField> OfOthers(JsonObject item)
    {
        var entries = item.Items("metadata", "managedFields").ToArray();
        var ours = entries.Where(entry => entry.Text("manager") == Marks.Manager).SelectMany(Paths).ToHashSet(StringComparer.Ordinal);
        return entries
            .Where(entry => entry.Text("manager") != Marks.Manager && string.IsNullOrEmpty(entry.Text("subresource")))
            .SelectMany(entry => Paths(entry).Select(path => new ManagedField(path, entry.Text("manager") ?? "an unknown manager", entry.Time("time"))))
            .Where(field => !ours.Contains(field.Path) && !NotTold.Any(path => field.Path.StartsWith(path, StringComparison.Ordinal)));
    }

    /// <summary>When it was set, as the end of a sentence.</summary>
    public static string At(ManagedField field) => field.Time is { } time ? $" at {time.ToString("u", CultureInfo.InvariantCulture)}" : "";

    private static IEnumerable<string> Paths(JsonObject entry) => entry.At("fieldsV1") is JsonObject fields ? Leaves("", fields) : [];

    private static IEnumerable<string> Leaves(string path, JsonObject fields)
    {
        var below = fields.Where(field => field.Key != Itself).ToArray();
        return below.Length == 0 ? path.Length == 0 ? [] : [path] : below.SelectMany(field => Leaves(path + Segment(field.Key), IsWholeItem(field.Key, field.Value) ? [] : field.Value as JsonObject ?? []));
    }

    /// <summary>Whether a list's item was added, and not only a field of it set.</summary>
    private static bool IsWholeItem(string key, JsonNode? fields) => key.StartsWith("k:", StringComparison.Ordinal) && fields.At(Itself) is not null;

    private static string Segment(string key) => key.Split(':', 2) switch
    {
        ["f", var name] => $".{name}",
        ["k", var keys] => $"[{Named(keys)}]",
        [_, var value] => $"[{value}]",
        _ => key,
    };

    private static string Named(string keys) => JsonNode.Parse(keys) is JsonObject map
        ? map.Text("name") ?? string.Join(',', map.Select(key => key.Value?.ToString()))
        : keys;
}

/// <summary>A field that somebody has set.</summary>
internal sealed record ManagedField(string Path, string Manager, DateTimeOffset? Time);
