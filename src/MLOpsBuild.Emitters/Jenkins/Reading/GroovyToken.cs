namespace MLOpsBuild.Emitters;

/// <summary>A word of a Groovy script as it was read.</summary>
/// <param name="Kind">What kind of word.</param>
/// <param name="Text">A text's content, or the word as written.</param>
/// <param name="Line">One-based line on which it starts.</param>
internal sealed record GroovyToken(GroovyTokenKind Kind, string Text, int Line)
{
    public bool Is(string sign) => Kind == GroovyTokenKind.Sign && Text == sign;

    /// <summary>As it would be written, in one form for every way to quote.</summary>
    public override string ToString() => Kind switch
    {
        GroovyTokenKind.Text => "'" + Text + "'",
        GroovyTokenKind.Template => "\"" + Text + "\"",
        _ => Text,
    };
}

/// <summary>Kinds of words.</summary>
internal enum GroovyTokenKind
{
    /// <summary>A name or keyword.</summary>
    Name,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text in which nothing is expanded.</summary>
    Text,

    /// <summary>A text with expressions, as written.</summary>
    Template,

    /// <summary>A bracket, an operator or another sign.</summary>
    Sign,

    /// <summary>The end of a line, or a semicolon.</summary>
    Break,

    /// <summary>The end of the script.</summary>
    End,
}
