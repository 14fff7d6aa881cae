using System.Text;
using System.Text.RegularExpressions;

namespace MLOpsBuild.Emitters;

/// <summary>Writes Groovy: the one place that quotes it.</summary>
internal static partial class GroovyText
{
    private const string Indent = "    ";
    private const int LongestLine = 120;

    /// <summary>A script with comment lines before it; the same calls give the same text.</summary>
    /// <exception cref="ArgumentException">A text is no Unicode, or a name is none.</exception>
    public static string Write(IEnumerable<GroovyCall> script, params IEnumerable<string> header) => Write(script, [], header);

    /// <summary>A script with maps that all of its parts share.</summary>
    /// <param name="script">The calls.</param>
    /// <param name="maps">The names of the maps.</param>
    /// <param name="header">Comment lines before it.</param>
    /// <exception cref="ArgumentException">A text is no Unicode, or a name is none.</exception>
    public static string Write(IEnumerable<GroovyCall> script, IEnumerable<string> maps, IEnumerable<string> header)
    {
        var text = new StringBuilder();
        foreach (var line in header.SelectMany(Sentences))
            text.Append("// ").Append(line).Append('\n');
        foreach (var map in maps)
            text.Append("@groovy.transform.Field final Map ").Append(Name(map)).Append(" = [:]\n");
        foreach (var call in script)
            Statement(text, call, "");
        return text.ToString();
    }

    /// <summary>A literal in single quotes, in which Groovy expands nothing.</summary>
    /// <exception cref="ArgumentException">The text has a lone surrogate.</exception>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("'");
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
                quoted.Append(text[i]).Append(text[++i]);
            else
                quoted.Append(Letter(text[i], i));
        }

        return quoted.Append('\'').ToString();
    }

    /// <summary>Groovy turns <c>\uXXXX</c> into the letter before it reads the literal, so that no letter with a meaning may be written so; octal escapes have no such trap.</summary>
    private static string Letter(char letter, int at) => letter switch
    {
        '\\' => "\\\\",
        '\'' => "\\'",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        < ' ' or (>= '\u007f' and <= '\u009f') => "\\" + Convert.ToString(letter, 8).PadLeft(3, '0'),
        _ when char.IsSurrogate(letter) => throw new ArgumentException($"A text with a lone surrogate (U+{(int)letter:X4} at {at}) is no Unicode and cannot be written."),
        _ when IsInvisible(letter) => $"\\u{(int)letter:X4}",
        _ => letter.ToString(),
    };

    private static bool IsInvisible(char letter) => letter > '~' && char.GetUnicodeCategory(letter) is
        System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator
        or System.Globalization.UnicodeCategory.SpaceSeparator or System.Globalization.UnicodeCategory.OtherNotAssigned or System.Globalization.UnicodeCategory.PrivateUse;

    private static void Statement(StringBuilder text, GroovyCall call, string indent)
    {
        text.Append(indent).Append(call.Into is null ? "" : call.Into + " = ").Append(Fitting(call, indent));
        if (call.Body is not { } body)
        {
            text.Append('\n');
            return;
        }

        text.Append(" {\n");
        foreach (var inner in body)
            Statement(text, inner, indent + Indent);
        text.Append(indent).Append("}\n");
    }

    /// <summary>A line, or as many as sentences where one is too long to read.</summary>
    private static IEnumerable<string> Sentences(string line) =>
        line.Length <= LongestLine - "// ".Length ? [line] : line.Replace(". ", ".\n", StringComparison.Ordinal).Split('\n');

    /// <summary>On one line where that is short enough, else a line an argument or item.</summary>
    private static string Fitting(GroovyCall call, string indent)
    {
        var head = Head(call);
        if (indent.Length + (call.Into is null ? 0 : call.Into.Length + " = ".Length) + head.Length + (call.Body is null ? 0 : " {".Length) <= LongestLine)
            return head;
        return call.Arguments is [{ Name: null, Value: GroovyList list }]
            ? $"{call.Name}([\n{Lines(list.Items.Select(Value))}{indent}])"
            : $"{call.Name}(\n{Lines(call.Arguments.Select(Argument))}{indent})";

        string Lines(IEnumerable<string> parts) => string.Join(",\n", parts.Select(part => indent + Indent + part)) + "\n";
    }

    private static string Head(GroovyCall call) => call switch
    {
        { Arguments.IsEmpty: true, Body: not null } => Name(call.Name),
        { Arguments.IsEmpty: false, Body: null, Into: null } when call.Arguments.All(argument => argument is { Name: null, Value: GroovyString or GroovyWord }) =>
            $"{Name(call.Name)} {string.Join(", ", call.Arguments.Select(Argument))}",
        _ => Call(call),
    };

    private static string Call(GroovyCall call) => $"{Name(call.Name)}({string.Join(", ", call.Arguments.Select(Argument))})";

    private static string Argument(GroovyArgument argument) => argument.Name is null ? Value(argument.Value) : $"{Name(argument.Name)}: {Value(argument.Value)}";

    private static string Value(GroovyValue value) => value switch
    {
        GroovyString quoted => Quote(quoted.Text),
        GroovyWord word => word.Text,
        GroovyPart part => $"{Quote(part.Text)} + env.{CiParts.Variable}",
        GroovyExpression expression => expression.Code,
        GroovyList list => $"[{string.Join(", ", list.Items.Select(Value))}]",
        GroovyCall { Body: null } call => Call(call),
        _ => throw new ArgumentException($"{value.GetType().Name} is no value that can be an argument.", nameof(value)),
    };

    private static string Name(string name) => Identifier().IsMatch(name) ? name
        : throw new ArgumentException($"'{name}' is no name in Groovy: letters, digits and underscores, a letter first.", nameof(name));

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*\\z")]
    private static partial Regex Identifier();
}
