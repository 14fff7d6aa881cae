namespace MLOpsBuild.Learning.Reporting;

/// <summary>A piece of a page; text is always escaped when it is written.</summary>
internal abstract record Node
{
    public static implicit operator Node(string text) => new TextNode(text);
}

/// <summary>Text as it is.</summary>
internal sealed record TextNode(string Text) : Node;

/// <summary>A style sheet of ours, which HTML does not unescape.</summary>
internal sealed record StyleNode(string Css) : Node;

/// <summary>An element with its attributes and children.</summary>
internal sealed record Element(string Tag, (string Name, string? Value)[] Attributes, Node[] Children) : Node;
