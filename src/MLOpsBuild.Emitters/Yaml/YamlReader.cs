using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MLOpsBuild.Emitters;

/// <summary>Reads a YAML document; keys are unique, aliases are followed, nothing is guessed of types.</summary>
internal sealed class YamlReader
{
    private const int Deepest = 64;
    private const int MostNodes = 100_000;
    private readonly IParser _parser;
    private readonly Dictionary<AnchorName, YamlTree> _anchors = [];
    private int _nodes;

    private YamlReader(IParser parser) => _parser = parser;

    /// <exception cref="CiFileException">The text is no YAML, or no single document.</exception>
    public static YamlTree Read(string text)
    {
        try
        {
            return new YamlReader(new Parser(new StringReader(text))).Document();
        }
        catch (YamlException exception)
        {
            throw new CiFileException((int)exception.Start.Line, "this is no YAML: " + (exception.InnerException ?? exception).Message);
        }
    }

    private YamlTree Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
            throw new CiFileException(0, "the file is empty");
        _parser.Consume<DocumentStart>();
        var tree = Node(0);
        _parser.Consume<DocumentEnd>();
        return _parser.Accept<DocumentStart>(out var second) ? throw new CiFileException((int)second.Start.Line, "a second document begins") : tree;
    }

    private YamlTree Node(int depth)
    {
        var next = _parser.Consume<ParsingEvent>();
        var line = (int)next.Start.Line;
        if (depth > Deepest || ++_nodes > MostNodes)
            throw new CiFileException(line, FormattableString.Invariant($"the file has more than {MostNodes} nodes, or is nested deeper than {Deepest}"));
        if (next is AnchorAlias alias)
            return _anchors.TryGetValue(alias.Value, out var known) ? known : throw new CiFileException(line, $"the alias *{alias.Value} stands for nothing");

        YamlTree tree = next switch
        {
            Scalar scalar => new YamlLeaf(line, scalar.Value),
            SequenceStart => new YamlSequence(line, Items(depth)),
            MappingStart => new YamlMapping(line, Pairs(depth)),
            _ => throw new CiFileException(line, "a value is expected"),
        };
        if (next is NodeEvent { Anchor.IsEmpty: false } anchored)
            _anchors[anchored.Anchor] = tree;
        return tree;
    }

    private List<YamlTree> Items(int depth)
    {
        var items = new List<YamlTree>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node(depth + 1));
        return items;
    }

    private List<KeyValuePair<string, YamlTree>> Pairs(int depth)
    {
        var pairs = new List<KeyValuePair<string, YamlTree>>();
        var keys = new HashSet<string>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(depth + 1) as YamlLeaf ?? throw new CiFileException((int)_parser.Current!.Start.Line, "a key is a text");
            if (!keys.Add(key.Text))
                throw new CiFileException(key.Line, $"the key '{key.Text}' stands twice");
            pairs.Add(KeyValuePair.Create(key.Text, Node(depth + 1)));
        }

        return pairs;
    }
}
