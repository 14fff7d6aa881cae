using System.Globalization;

namespace MLOpsBuild.Emitters;

/// <summary>JSON pointers (RFC 6901) into YAML.</summary>
internal static class YamlPointer
{
    private const string AfterTheLast = "-";

    /// <exception cref="ArgumentException">The pointer does not start with a slash, leads through a value, or past a list's end.</exception>
    public static YamlNode Set(YamlNode node, string pointer, YamlNode value) => pointer.StartsWith('/')
        ? Set(node, [.. pointer[1..].Split('/').Select(Unescape)], pointer, value)
        : throw new ArgumentException($"'{pointer}' is no JSON pointer to a part: it starts with a slash, as in /spec/replicas.", nameof(pointer));

    private static YamlNode Set(YamlNode node, ReadOnlySpan<string> path, string pointer, YamlNode value) => path.IsEmpty ? value : node switch
    {
        YamlMap map => SetEntry(map, path, pointer, value),
        YamlList list => SetItem(list, path, pointer, value),
        _ => throw new ArgumentException($"'{pointer}' leads through a value at '{path[0]}'.", nameof(pointer)),
    };

    private static YamlMap SetEntry(YamlMap map, ReadOnlySpan<string> path, string pointer, YamlNode value)
    {
        var key = path[0];
        var old = map.Entries.FirstOrDefault(entry => entry.Key == key);
        var changed = new YamlEntry(key, Set(old?.Value ?? YamlMap.Of(), path[1..], pointer, value));
        return new(old is null ? map.Entries.Add(changed) : map.Entries.Replace(old, changed));
    }

    private static YamlList SetItem(YamlList list, ReadOnlySpan<string> path, string pointer, YamlNode value)
    {
        if (path[0] == AfterTheLast)
            return new(list.Items.Add(Set(YamlMap.Of(), path[1..], pointer, value)));
        if (!int.TryParse(path[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at >= list.Items.Length)
            throw new ArgumentException($"'{pointer}' names item '{path[0]}' of a list of {list.Items.Length.ToString(CultureInfo.InvariantCulture)}.", nameof(pointer));
        return new(list.Items.SetItem(at, Set(list.Items[at], path[1..], pointer, value)));
    }

    private static string Unescape(string part) => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
