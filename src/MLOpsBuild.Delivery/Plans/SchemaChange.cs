using System.Collections.Immutable;
using System.Text.Json;

namespace MLOpsBuild.Delivery;

/// <summary>How a model's rows differ from those of a model that serves.</summary>
public sealed record SchemaChange
{
    /// <summary>The version that serves.</summary>
    public required string From { get; init; }

    /// <summary>Whether requests that the serving model answers are answered by the new one; null where it is not known.</summary>
    public bool? Compatible { get; init; }

    /// <summary>Columns that are new.</summary>
    public ImmutableArray<string> Added { get; init; } = [];

    /// <summary>Columns that are no more.</summary>
    public ImmutableArray<string> Removed { get; init; } = [];

    /// <summary>Columns, or the words of the answer, that are otherwise, as in <c>Age: Number to Category</c>.</summary>
    public ImmutableArray<string> Retyped { get; init; } = [];

    /// <summary>Compares the <c>schema.json</c> of two packages; where one is missing or cannot be read, nothing is known.</summary>
    /// <param name="from">The version that serves.</param>
    /// <param name="serving">Its schema file.</param>
    /// <param name="next">The schema file of what is to serve.</param>
    public static SchemaChange Between(string from, byte[]? serving, byte[]? next)
    {
        if (Columns(serving) is not { } before || Columns(next) is not { } after)
            return new() { From = from };
        var added = after.Keys.Where(name => !before.ContainsKey(name)).ToImmutableArray();
        var removed = before.Keys.Where(name => !after.ContainsKey(name)).ToImmutableArray();
        var retyped = after.Where(pair => before.TryGetValue(pair.Key, out var old) && old.Text != pair.Value.Text).Select(pair => $"{pair.Key}: {before[pair.Key].Text} to {pair.Value.Text}").ToImmutableArray();
        return new()
        {
            From = from,
            Added = added,
            Removed = removed,
            Retyped = retyped,
            // A request names every column that is required, and no unknown one.
            Compatible = removed.IsEmpty && added.All(name => after[name].Optional)
                && after.All(pair => !before.TryGetValue(pair.Key, out var old) || (old.Kind == pair.Value.Kind && (pair.Value.Optional || !old.Optional))),
        };
    }

    private static SortedDictionary<string, Cell>? Columns(byte[]? file)
    {
        if (file is null)
            return null;
        try
        {
            using var document = JsonDocument.Parse(file);
            var schema = document.RootElement.GetProperty("schema");
            var columns = new SortedDictionary<string, Cell>(StringComparer.Ordinal);
            foreach (var column in schema.GetProperty("columns").EnumerateArray().Where(column => column.GetProperty("role").GetString() == "Feature"))
                columns[column.GetProperty("name").GetString()!] = new(column.GetProperty("kind").GetString()!, column.GetProperty("optional").GetBoolean());
            columns["(answer)"] = new($"{schema.GetProperty("positive").GetString()}/{schema.GetProperty("negative").GetString()}", false);
            return columns;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private sealed record Cell(string Kind, bool Optional)
    {
        public string Text => Optional ? Kind + ", may be missing" : Kind;
    }
}
