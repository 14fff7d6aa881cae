using YamlDotNet.RepresentationModel;

namespace MLOpsBuild.EndToEnd.Tests.Workflows;

/// <summary>YAML as this runner reads it.</summary>
internal static class Yaml
{
    public static YamlMappingNode Load(string path)
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(path);
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    public static YamlNode? Find(this YamlNode node, string key) =>
        node is YamlMappingNode mapping ? mapping.Children.FirstOrDefault(pair => Text(pair.Key) == key).Value : null;

    public static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    public static string? TextOf(this YamlNode node, string key) => node.Find(key) is { } value ? Text(value) : null;

    public static IEnumerable<KeyValuePair<string, YamlNode>> Pairs(this YamlNode? node) =>
        node is YamlMappingNode mapping ? mapping.Children.Select(pair => KeyValuePair.Create(Text(pair.Key), pair.Value)) : [];

    /// <summary>One text, or several.</summary>
    public static string[] Texts(this YamlNode? node) => node switch
    {
        null => [],
        YamlSequenceNode sequence => [.. sequence.Select(Text)],
        _ => [Text(node)],
    };
}
