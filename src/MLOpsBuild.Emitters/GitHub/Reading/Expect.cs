namespace MLOpsBuild.Emitters;

/// <summary>What GitHub expects of a node, told with its line where it is something else.</summary>
internal static class Expect
{
    public static YamlMapping Mapping(YamlTree tree, string what) =>
        tree as YamlMapping ?? throw new CiFileException(tree.Line, $"{what} is a mapping");

    public static YamlTree Key(YamlMapping mapping, string key, string what) =>
        mapping.Find(key) ?? throw new CiFileException(mapping.Line, $"{what} has no `{key}`");

    public static string Text(YamlTree tree, string what) =>
        tree is YamlLeaf leaf ? leaf.Text : throw new CiFileException(tree.Line, $"{what} is a text");

    /// <summary>One text, or several.</summary>
    public static ImmutableArray<string> Texts(YamlTree tree, string what) =>
        tree is YamlSequence sequence ? [.. sequence.Items.Select(item => Text(item, what))] : [Text(tree, what)];
}
