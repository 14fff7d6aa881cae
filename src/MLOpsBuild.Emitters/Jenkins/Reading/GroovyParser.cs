namespace MLOpsBuild.Emitters;

/// <summary>Reads the calls and closures of a Groovy script; what is neither is kept as code.</summary>
internal sealed class GroovyParser(IReadOnlyList<GroovyToken> tokens)
{
    private const int Deepest = 200;
    private static readonly string[] Opening = ["(", "[", "{"];
    private static readonly string[] Closing = [")", "]", "}"];
    private static readonly string[] Keywords = ["if", "for", "while", "def", "try", "return", "import", "switch", "else", "throw", "new", "class", "final", "assert"];
    private int _at;
    private int _depth;

    private GroovyToken Now => tokens[_at];

    private GroovyToken Following => tokens[Math.Min(_at + 1, tokens.Count - 1)];

    /// <summary>The statements of a script.</summary>
    /// <exception cref="CiFileException">The text is no Groovy: a bracket or a text has no end.</exception>
    public static ImmutableArray<GroovyTree> Read(string text)
    {
        var parser = new GroovyParser(GroovyLexer.Read(text));
        var statements = parser.Statements();
        return parser.Now.Kind == GroovyTokenKind.End ? statements : throw new CiFileException(parser.Now.Line, $"`{parser.Now.Text}` closes nothing");
    }

    /// <summary>The parts of <c>place = call(...)</c>; null where the code is something else.</summary>
    public static (string Into, CallTree Call)? Assignment(CodeTree code)
    {
        var at = code.Tokens.IndexOf(code.Tokens.FirstOrDefault(token => token.Is("="))!);
        if (at <= 0)
            return null;
        var parser = new GroovyParser([.. code.Tokens.Skip(at + 1), new(GroovyTokenKind.End, "", code.Tokens[^1].Line)]);
        return parser.Call() is { Body: null } call && parser.Now.Kind == GroovyTokenKind.End
            ? (string.Join(' ', code.Tokens.Take(at)), call)
            : null;
    }

    private ImmutableArray<GroovyTree> Statements()
    {
        if (++_depth > Deepest)
            throw new CiFileException(Now.Line, $"more than {Deepest} braces inside of each other");
        var statements = ImmutableArray.CreateBuilder<GroovyTree>();
        while (true)
        {
            Breaks();
            if (Now.Kind == GroovyTokenKind.End || Now.Is("}"))
                break;
            GroovyTree statement = Call() is { } call ? call : Code(EndsStatement);
            if (!EndsStatement(Now))
                throw new CiFileException(Now.Line, $"`{Now}` is not expected here");
            statements.Add(statement);
        }

        _depth--;
        return statements.ToImmutable();
    }

    /// <summary>A call with its closure; null, and nothing read, where there is none.</summary>
    private CallTree? Call()
    {
        var start = _at;
        if (Now.Kind != GroovyTokenKind.Name || Now.Text.StartsWith('@') || Keywords.Contains(Now.Text))
            return null;
        var name = Now;
        _at++;
        var arguments = Now.Is("(") ? Bracketed() : Now.Is("{") || EndsStatement(Now) ? [] : Command();
        if (arguments is null || (tokens[_at - 1] == name && !Now.Is("{")))
        {
            _at = start;
            return null;
        }

        var body = Now.Is("{") ? Closure() : (ImmutableArray<GroovyTree>?)null;
        if (!EndsValue(Now))
        {
            _at = start;
            return null;
        }

        if (arguments.Value.Where(argument => argument.Name is not null).GroupBy(argument => argument.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new CiFileException(name.Line, $"`{name.Text}` is given `{twice.Key}` twice");
        return new(name.Text, arguments.Value, body, name.Line);
    }

    private ImmutableArray<GroovyTree> Closure()
    {
        var open = Now;
        _at++;
        var statements = Statements();
        if (!Now.Is("}"))
            throw new CiFileException(open.Line, "`{` has no end");
        _at++;
        return statements;
    }

    private ImmutableArray<ArgumentTree> Bracketed()
    {
        var open = Now;
        _at++;
        var arguments = ImmutableArray.CreateBuilder<ArgumentTree>();
        Breaks();
        while (!Now.Is(")"))
        {
            arguments.Add(Argument(EndsItem));
            Breaks();
            if (Now.Is(","))
                _at++;
            else if (!Now.Is(")"))
                throw new CiFileException(open.Line, "`(` has no end");
            Breaks();
        }

        _at++;
        return arguments.ToImmutable();
    }

    /// <summary>Arguments without parentheses; null where the name is no call.</summary>
    private ImmutableArray<ArgumentTree>? Command()
    {
        if ((Now.Kind is not (GroovyTokenKind.Text or GroovyTokenKind.Template or GroovyTokenKind.Name or GroovyTokenKind.Number) && !Now.Is("[")) || IsAssigned())
            return null;
        var arguments = ImmutableArray.CreateBuilder<ArgumentTree>();
        while (true)
        {
            arguments.Add(Argument(EndsValue));
            if (!Now.Is(","))
                return arguments.ToImmutable();
            _at++;
            Breaks();
        }
    }

    /// <summary>Whether brackets stand here that name a place, to which something is assigned.</summary>
    private bool IsAssigned()
    {
        if (!Now.Is("["))
            return false;
        var end = _at;
        for (var depth = 0; end < tokens.Count; end++)
        {
            depth += tokens[end].Is("[") ? 1 : tokens[end].Is("]") ? -1 : 0;
            if (depth == 0)
                break;
        }

        return end + 1 < tokens.Count && tokens[end + 1].Is("=");
    }

    private ArgumentTree Argument(Func<GroovyToken, bool> ends)
    {
        if (Now.Kind is not (GroovyTokenKind.Name or GroovyTokenKind.Text) || !Following.Is(":"))
            return new(null, Value(ends));
        var name = Now.Text;
        _at += 2;
        Breaks();
        return new(name, Value(ends));
    }

    private GroovyTree Value(Func<GroovyToken, bool> ends)
    {
        var start = _at;
        GroovyTree? whole = null;
        if (Now.Kind == GroovyTokenKind.Text)
        {
            whole = new TextTree(Now.Text);
            _at++;
        }
        else if (Now.Is("["))
            whole = List();
        else if (Now.Kind == GroovyTokenKind.Name && (Following.Is("(") || Following.Is("{")))
            whole = Call();
        if (whole is not null && EndsValue(Now))
            return whole;
        _at = start;
        return Code(ends);
    }

    /// <summary>A list; null, and the place lost, where it is a map or no list at all.</summary>
    private ListTree? List()
    {
        _at++;
        var items = ImmutableArray.CreateBuilder<GroovyTree>();
        Breaks();
        while (!Now.Is("]"))
        {
            if (Following.Is(":"))
                return null;
            items.Add(Value(EndsItem));
            Breaks();
            if (Now.Is(","))
                _at++;
            else if (!Now.Is("]"))
                return null;
            Breaks();
        }

        _at++;
        return new(items.ToImmutable());
    }

    private CodeTree Code(Func<GroovyToken, bool> ends)
    {
        var read = ImmutableArray.CreateBuilder<GroovyToken>();
        var open = new Stack<GroovyToken>();
        for (; open.Count > 0 || !ends(Now); _at++)
        {
            if (Now.Kind == GroovyTokenKind.End)
                throw new CiFileException(open.Peek().Line, $"`{open.Peek().Text}` has no end");
            if (Now.Kind == GroovyTokenKind.Sign && Opening.Contains(Now.Text))
                open.Push(Now);
            else if (Now.Kind == GroovyTokenKind.Sign && Closing.Contains(Now.Text) && (!open.TryPop(out var opened) || Array.IndexOf(Opening, opened.Text) != Array.IndexOf(Closing, Now.Text)))
                throw new CiFileException(Now.Line, $"`{Now.Text}` closes nothing");
            if (Now.Kind != GroovyTokenKind.Break || open.Count > 0)
                read.Add(Now);
        }

        return read.Count > 0
            ? new(string.Join(' ', read.Where(token => token.Kind != GroovyTokenKind.Break || token.Text == ";")), read.ToImmutable())
            : throw new CiFileException(Now.Line, $"`{Now}` is not expected here");
    }

    private void Breaks()
    {
        while (Now.Kind == GroovyTokenKind.Break)
            _at++;
    }

    private static bool EndsStatement(GroovyToken token) => token.Kind is GroovyTokenKind.Break or GroovyTokenKind.End || token.Is("}");

    private static bool EndsValue(GroovyToken token) => token.Kind is GroovyTokenKind.Break or GroovyTokenKind.End || EndsItem(token);

    /// <summary>Between brackets a value goes on over the ends of lines.</summary>
    private static bool EndsItem(GroovyToken token) => token.Is(",") || token.Is(")") || token.Is("]") || token.Is("}");
}
