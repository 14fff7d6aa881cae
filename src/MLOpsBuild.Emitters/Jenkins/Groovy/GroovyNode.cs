namespace MLOpsBuild.Emitters;

/// <summary>A value in Groovy, before it is text.</summary>
public abstract record GroovyValue
{
    /// <summary>A text, which arrives as it is: nothing in it is an expression.</summary>
    public static implicit operator GroovyValue(string text) => FromString(text);

    /// <summary>A whole number.</summary>
    public static implicit operator GroovyValue(int number) => FromInt32(number);

    /// <summary>True or false.</summary>
    public static implicit operator GroovyValue(bool flag) => FromBoolean(flag);

    /// <summary>A text.</summary>
    public static GroovyValue FromString(string text) => new GroovyString(text);

    /// <summary>A whole number.</summary>
    public static GroovyValue FromInt32(int number) => new GroovyWord(number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>True or false.</summary>
    public static GroovyValue FromBoolean(bool flag) => new GroovyWord(flag ? "true" : "false");
}

/// <summary>A text, written in single quotes.</summary>
public sealed record GroovyString(string Text) : GroovyValue;

/// <summary>Values in order.</summary>
public sealed record GroovyList(ImmutableArray<GroovyValue> Items) : GroovyValue
{
    /// <summary>A list of texts.</summary>
    public static GroovyList Of(IEnumerable<string> texts) => new([.. texts.Select(GroovyValue.FromString)]);
}

/// <summary>A number, a truth value or a word of the declarative language.</summary>
internal sealed record GroovyWord(string Text) : GroovyValue;

/// <summary>A text with the number of the part behind it, inside of a matrix.</summary>
internal sealed record GroovyPart(string Text) : GroovyValue;

/// <summary>An expression of ours, written as it is.</summary>
internal sealed record GroovyExpression(string Code) : GroovyValue;

/// <summary>A call: a directive of a declarative pipeline, or a step.</summary>
/// <param name="Name">What is called.</param>
/// <param name="Arguments">What it is given, in order.</param>
public sealed record GroovyCall(string Name, ImmutableArray<GroovyArgument> Arguments) : GroovyValue
{
    /// <summary>The calls between its braces; null where it has none.</summary>
    public ImmutableArray<GroovyCall>? Body { get; init; }

    /// <summary>What takes the call's value, such as <c>plans['plan-production']</c>; null where nothing does.</summary>
    public string? Into { get; init; }

    /// <summary>A call with one argument without a name.</summary>
    public static GroovyCall Of(string name, GroovyValue argument) => new(name, [new(null, argument)]);

    /// <summary>A call with named arguments; without any, a call with none.</summary>
    public static GroovyCall Of(string name, params ReadOnlySpan<(string Name, GroovyValue Value)> arguments)
    {
        var all = ImmutableArray.CreateBuilder<GroovyArgument>(arguments.Length);
        foreach (var (key, value) in arguments)
            all.Add(new(key, value));
        return new(name, all.MoveToImmutable());
    }

    /// <summary>A call with braces alone.</summary>
    public static GroovyCall Block(string name, params ImmutableArray<GroovyCall> body) => new(name, []) { Body = body };

    /// <summary>The argument of that name, or null.</summary>
    public GroovyValue? this[string name] => Arguments.FirstOrDefault(argument => argument.Name == name)?.Value;
}

/// <summary>What a call is given.</summary>
/// <param name="Name">Its name; null for one known by its place.</param>
/// <param name="Value">Its value.</param>
public sealed record GroovyArgument(string? Name, GroovyValue Value);
