using System.Globalization;
using System.Text;

namespace MLOpsBuild.Emitters;

/// <summary>Takes a Groovy script apart into words. After the lexical structure in the Groovy language documentation, "Syntax".</summary>
internal sealed class GroovyLexer(string text)
{
    private static readonly string[] Signs = ["?.", "?:", "->", "==", "!=", "<=", ">=", "&&", "||", "++", "--", "+=", "-=", "**", ".."];
    private readonly List<GroovyToken> _tokens = [];
    private int _at;
    private int _line = 1;

    public static IReadOnlyList<GroovyToken> Read(string text) => new GroovyLexer(text.Replace("\r\n", "\n", StringComparison.Ordinal)).Read();

    private List<GroovyToken> Read()
    {
        if (At("#!"))
            ToLineEnd();
        while (_at < text.Length)
            Next();
        Add(GroovyTokenKind.End, "");
        return _tokens;
    }

    private void Next()
    {
        var letter = text[_at];
        if (letter is '\n' or ';')
        {
            Add(GroovyTokenKind.Break, letter == ';' ? ";" : "\n");
            Step();
        }
        else if (char.IsWhiteSpace(letter) || letter == '\ufeff')
            Step();
        else if (letter == '\\' && At("\\\n"))
            Step(2);
        else if (At("//"))
            ToLineEnd();
        else if (At("/*"))
            Until("*/", "a comment");
        else if (letter is '\'' or '"')
            Quoted();
        else if (letter == '/' && StartsPattern())
            Pattern();
        else if (char.IsLetter(letter) || letter is '_' or '$' or '@')
            Word(GroovyTokenKind.Name, part => char.IsLetterOrDigit(part) || part is '_' or '$');
        else if (char.IsAsciiDigit(letter))
            Word(GroovyTokenKind.Number, part => char.IsLetterOrDigit(part) || part is '_');
        else
        {
            var sign = Array.Find(Signs, At) ?? letter.ToString();
            Add(GroovyTokenKind.Sign, sign);
            Step(sign.Length);
        }
    }

    /// <summary>A slash divides after a value, and starts a pattern elsewhere.</summary>
    private bool StartsPattern() =>
        _tokens.Count > 0 && _tokens[^1] is { Kind: GroovyTokenKind.Sign, Text: not (")" or "]" or "}") } && text.AsSpan(_at + 1).IndexOfAny('/', '\n') is >= 0 and var end && text[_at + 1 + end] == '/';

    private void Pattern()
    {
        var (start, line) = (_at, _line);
        Step();
        while (_at < text.Length && text[_at] is not ('/' or '\n'))
            Step(At("\\/") ? 2 : 1);
        if (_at >= text.Length || text[_at] == '\n')
            throw new CiFileException(line, "a pattern has no end");
        Step();
        _tokens.Add(new(GroovyTokenKind.Template, text[start.._at], line));
    }

    private void Quoted()
    {
        var (start, line) = (_at, _line);
        var quote = At("'''") || At("\"\"\"") ? text.Substring(_at, 3) : text[_at].ToString();
        var expands = false;
        var content = new StringBuilder();
        for (Step(quote.Length); !At(quote);)
        {
            if (_at >= text.Length || (quote.Length == 1 && text[_at] == '\n'))
                throw new CiFileException(line, "a text has no end");
            expands |= quote[0] == '"' && text[_at] == '$';
            if (text[_at] == '\\')
                Escape(content);
            else
            {
                content.Append(text[_at]);
                Step();
            }
        }

        Step(quote.Length);
        _tokens.Add(expands
            ? new(GroovyTokenKind.Template, text[(start + quote.Length)..(_at - quote.Length)], line)
            : new(GroovyTokenKind.Text, content.ToString(), line));
    }

    private void Escape(StringBuilder content)
    {
        Step();
        var letter = _at < text.Length ? text[_at] : throw new CiFileException(_line, "a text has no end");
        if (letter is >= '0' and <= '7')
        {
            var digits = text.Skip(_at).Take(letter <= '3' ? 3 : 2).TakeWhile(digit => digit is >= '0' and <= '7').Count();
            content.Append((char)Convert.ToInt32(text.Substring(_at, digits), 8));
            Step(digits);
        }
        else if (letter == 'u')
        {
            var code = text.Skip(_at + 1).TakeWhile((_, i) => i < 4).ToArray();
            if (code.Length < 4 || !ushort.TryParse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number))
                throw new CiFileException(_line, "\\u needs four hexadecimal digits");
            content.Append((char)number);
            Step(5);
        }
        else
        {
            content.Append(letter switch
            {
                'n' => "\n",
                'r' => "\r",
                't' => "\t",
                'b' => "\b",
                'f' => "\f",
                '\n' => "",
                '\\' or '\'' or '"' or '$' => letter.ToString(),
                _ => throw new CiFileException(_line, $"'\\{letter}' is no escape"),
            });
            Step();
        }
    }

    private void Word(GroovyTokenKind kind, Func<char, bool> continues)
    {
        var start = _at;
        do
            Step();
        while (_at < text.Length && continues(text[_at]));
        Add(kind, text[start.._at]);
    }

    private void ToLineEnd()
    {
        while (_at < text.Length && text[_at] != '\n')
            Step();
    }

    private void Until(string end, string what)
    {
        var line = _line;
        while (!At(end))
        {
            if (_at >= text.Length)
                throw new CiFileException(line, $"{what} has no end");
            Step();
        }

        Step(end.Length);
    }

    private bool At(string part) => string.CompareOrdinal(text, _at, part, 0, part.Length) == 0;

    private void Add(GroovyTokenKind kind, string word) => _tokens.Add(new(kind, word, _line));

    private void Step(int letters = 1)
    {
        for (; letters > 0; letters--, _at++)
        {
            if (text[_at] == '\n')
                _line++;
        }
    }
}
