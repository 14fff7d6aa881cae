namespace MLOpsBuild.Emitters.Tests;

/// <summary>An object that kustomize rendered.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Values">Every scalar by its path.</param>
internal sealed record RenderedObject(string Kind, IReadOnlyDictionary<string, string> Values)
{
    public static ImmutableArray<RenderedObject> All(string rendered) => [.. rendered.Split("\n---\n").Select(Of)];

    public static RenderedObject Of(string text)
    {
        var values = Scalars(YamlReader.Read(text), "").ToDictionary();
        return new(values["/kind"], values);
    }

    /// <summary>The paths whose values the second has otherwise, the metadata of all kinds first.</summary>
    public static IEnumerable<string> Differences(ImmutableArray<RenderedObject> before, ImmutableArray<RenderedObject> after)
    {
        var (old, now) = (Flat(before), Flat(after));
        return old.Keys.Union(now.Keys)
            .Where(path => old.GetValueOrDefault(path) != now.GetValueOrDefault(path))
            .OrderBy(path => !path.Contains("/metadata/", StringComparison.Ordinal) || path.Contains("/spec/", StringComparison.Ordinal))
            .ThenBy(path => path, StringComparer.Ordinal)
            .Select(path => $"{path}: {now.GetValueOrDefault(path, "(gone)")}");
    }

    private static Dictionary<string, string> Flat(ImmutableArray<RenderedObject> items) =>
        items.SelectMany(item => item.Values.Select(value => KeyValuePair.Create(item.Kind + value.Key, value.Value))).ToDictionary();

    private static IEnumerable<KeyValuePair<string, string>> Scalars(YamlTree tree, string path) => tree switch
    {
        YamlMapping { Pairs.Count: > 0 } map => map.Pairs.SelectMany(pair => Scalars(pair.Value, $"{path}/{pair.Key}")),
        YamlSequence { Items.Count: > 0 } list => list.Items.SelectMany((item, i) => Scalars(item, FormattableString.Invariant($"{path}/{i}"))),
        YamlLeaf leaf => [new(path, leaf.Text)],
        _ => [new(path, "(empty)")],
    };
}
