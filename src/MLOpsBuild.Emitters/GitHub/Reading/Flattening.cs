namespace MLOpsBuild.Emitters;

/// <summary>Nodes as settings: a path such as <c>concurrency.group</c> and a text.</summary>
internal static class Flattening
{
    private const int Most = 20_000;

    /// <summary>Of the pairs of a mapping, below a prefix.</summary>
    /// <exception cref="CiFileException">Aliases make of the file far more than it says.</exception>
    public static IEnumerable<(string Name, string? Value)> Of(IEnumerable<KeyValuePair<string, YamlTree>> pairs, string prefix = "")
    {
        var settings = new List<(string Name, string? Value)>();
        foreach (var (key, value) in pairs)
            Add(settings, prefix + key, value);
        return settings;
    }

    private static void Add(List<(string Name, string? Value)> settings, string path, YamlTree tree)
    {
        if (settings.Count > Most)
            throw new CiFileException(tree.Line, FormattableString.Invariant($"the file has more than {Most} settings"));
        switch (tree)
        {
            case YamlLeaf leaf:
                settings.Add((path, leaf.Text));
                break;
            case YamlSequence { Items.Count: 0 } or YamlMapping { Pairs.Count: 0 }:
                settings.Add((path, "none"));
                break;
            case YamlSequence sequence:
                for (var i = 0; i < sequence.Items.Count; i++)
                    Add(settings, FormattableString.Invariant($"{path}[{i}]"), sequence.Items[i]);
                break;
            case YamlMapping mapping:
                foreach (var (key, value) in mapping.Pairs)
                    Add(settings, $"{path}.{key}", value);
                break;
        }
    }
}
