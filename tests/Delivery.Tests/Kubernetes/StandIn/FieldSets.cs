using System.Text.Json.Nodes;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>The fields of objects as server-side apply counts them: by name in maps, by key in the lists that have keys, whole otherwise.</summary>
internal static class FieldSets
{
    private const char Joint = '\u0001';

    /// <summary>The item of a list, whatever its fields are.</summary>
    private const string Itself = ".";

    private static readonly Dictionary<string, string[]> Keys = new(StringComparer.Ordinal)
    {
        ["containers"] = ["name"],
        ["initContainers"] = ["name"],
        ["volumes"] = ["name"],
        ["env"] = ["name"],
        ["volumeMounts"] = ["mountPath"],
        ["topologySpreadConstraints"] = ["topologyKey", "whenUnsatisfiable"],
    };

    /// <summary>The paths of all leaves.</summary>
    public static HashSet<string> Of(JsonObject item)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in item)
        {
            if (name is "apiVersion" or "kind" or "status")
                continue;
            if (name == "metadata")
                Collect(paths, "f:metadata", "metadata", Metadata(value!.AsObject()));
            else
                Collect(paths, "f:" + name, name, value);
        }

        return paths;
    }

    /// <summary>The value at a path, or null.</summary>
    public static JsonNode? Value(JsonObject item, string path)
    {
        JsonNode? node = item;
        foreach (var segment in path.Split(Joint))
            node = Step(node, segment);
        return node;
    }

    /// <summary>Takes the value at a path away, and the maps and list items that it leaves empty.</summary>
    public static void Remove(JsonNode item, string path)
    {
        var at = path.IndexOf(Joint);
        var (segment, rest) = at < 0 ? (path, null) : (path[..at], path[(at + 1)..]);
        if (segment == Itself || Step(item, segment) is not { } child)
            return;
        if (rest is not null)
            Remove(child, rest);
        if (rest is null || child is JsonObject { Count: 0 } || (segment.StartsWith("k:", StringComparison.Ordinal) && child is JsonObject left && left.All(entry => segment.Contains($"\"{entry.Key}\"", StringComparison.Ordinal))))
        {
            if (item is JsonArray list)
                list.Remove(child);
            else
                item.AsObject().Remove(segment[2..]);
        }
    }

    /// <summary>The item with another laid over it.</summary>
    public static JsonNode? Merge(string name, JsonNode? under, JsonNode? over)
    {
        if (under is JsonObject one && over is JsonObject other)
        {
            var merged = one.DeepClone().AsObject();
            foreach (var (key, value) in other)
                merged[key] = Merge(key, merged[key], value);
            return merged;
        }

        if (under is JsonArray items && over is JsonArray others && KeyOf(name, others) is { } keys)
        {
            var merged = items.DeepClone().AsArray();
            foreach (var item in others)
            {
                var same = merged.FirstOrDefault(candidate => Key(candidate!, keys) == Key(item!, keys));
                if (same is null)
                    merged.Add(item!.DeepClone());
                else
                    merged[merged.IndexOf(same)] = Merge("", same, item);
            }

            return merged;
        }

        return over?.DeepClone();
    }

    /// <summary>A path as Kubernetes' errors show it.</summary>
    public static string Shown(string path) => string.Concat(path.Split(Joint).Select(segment => segment switch
    {
        ['f', ':', .. var name] => "." + name,
        ['k', ':', .. var key] => $"[{string.Join(',', JsonNode.Parse(key)!.AsObject().Select(entry => $"{entry.Key}={entry.Value!.ToJsonString()}"))}]",
        _ => "",
    }));

    /// <summary>Paths as <c>managedFields</c> keeps them.</summary>
    public static JsonObject ToFieldsV1(IEnumerable<string> paths)
    {
        var root = new JsonObject();
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            var node = root;
            foreach (var segment in path.Split(Joint))
            {
                if (node[segment] is not JsonObject next)
                    node[segment] = next = [];
                node = next;
            }
        }

        return root;
    }

    private static void Collect(HashSet<string> paths, string path, string name, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } map:
                foreach (var (key, value) in map)
                    Collect(paths, $"{path}{Joint}f:{key}", key, value);
                break;
            case JsonArray { Count: > 0 } list when KeyOf(name, list) is { } keys:
                foreach (var item in list)
                {
                    paths.Add($"{path}{Joint}k:{Key(item!, keys)}{Joint}{Itself}");
                    Collect(paths, $"{path}{Joint}k:{Key(item!, keys)}", "", item);
                }

                break;
            default:
                paths.Add(path);
                break;
        }
    }

    private static JsonObject Metadata(JsonObject metadata) =>
        new([.. metadata.Where(entry => entry.Key is "labels" or "annotations").Select(entry => KeyValuePair.Create(entry.Key, entry.Value?.DeepClone()))]);

    private static JsonNode? Step(JsonNode? node, string segment) => segment switch
    {
        ['f', ':', .. var name] => (node as JsonObject)?[name],
        ['k', ':', .. var key] => (node as JsonArray)?.FirstOrDefault(item => JsonNode.Parse(key)!.AsObject().All(entry => JsonNode.DeepEquals(item![entry.Key], entry.Value))),
        _ => node is null ? null : true,
    };

    private static string[]? KeyOf(string name, JsonArray items) =>
        name == "ports" ? [items.Any(item => item!["containerPort"] is not null) ? "containerPort" : "port", "protocol"] : items.All(item => item is JsonObject) ? Keys.GetValueOrDefault(name) : null;

    private static string Key(JsonNode item, string[] keys) => new JsonObject([.. keys.Select(key => KeyValuePair.Create(key, item[key]?.DeepClone()))]).ToJsonString();
}
