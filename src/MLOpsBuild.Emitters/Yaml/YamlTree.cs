namespace MLOpsBuild.Emitters;

/// <summary>A YAML document as it was read, each node with the line where it stands.</summary>
internal abstract record YamlTree(int Line);

/// <summary>A scalar's text, whatever type YAML would give it.</summary>
internal sealed record YamlLeaf(int Line, string Text) : YamlTree(Line);

/// <summary>Nodes in order.</summary>
internal sealed record YamlSequence(int Line, IReadOnlyList<YamlTree> Items) : YamlTree(Line);

/// <summary>Nodes by key, in order.</summary>
internal sealed record YamlMapping(int Line, IReadOnlyList<KeyValuePair<string, YamlTree>> Pairs) : YamlTree(Line)
{
    public YamlTree? Find(string key) => Pairs.Where(pair => pair.Key == key).Select(pair => pair.Value).FirstOrDefault();
}
