namespace MLOpsBuild.Emitters;

/// <summary>A value of a Groovy script as it was read.</summary>
internal abstract record GroovyTree;

/// <summary>A text in which nothing is expanded.</summary>
internal sealed record TextTree(string Text) : GroovyTree
{
    public override string ToString() => "'" + Text + "'";
}

/// <summary>An expression of any kind, its words with single spaces.</summary>
internal sealed record CodeTree(string Code, ImmutableArray<GroovyToken> Tokens) : GroovyTree
{
    public override string ToString() => Code;
}

/// <summary>A list.</summary>
internal sealed record ListTree(ImmutableArray<GroovyTree> Items) : GroovyTree
{
    public override string ToString() => $"[{string.Join(", ", Items)}]";
}

/// <summary>A call, and the statements between its braces; those that are no calls are kept as code.</summary>
internal sealed record CallTree(string Name, ImmutableArray<ArgumentTree> Arguments, ImmutableArray<GroovyTree>? Body, int Line) : GroovyTree
{
    /// <summary>The argument of that name, or null.</summary>
    public GroovyTree? Find(string name) => Arguments.FirstOrDefault(argument => argument.Name == name)?.Value;

    public override string ToString() =>
        $"{Name}({string.Join(", ", Arguments)})" + (Body is { } body ? $" {{ {string.Join("; ", body)} }}" : "");
}

/// <summary>What a call is given.</summary>
internal sealed record ArgumentTree(string? Name, GroovyTree Value)
{
    public override string ToString() => Name is null ? $"{Value}" : $"{Name}: {Value}";
}
