using System.Text.RegularExpressions;

namespace MLOpsBuild.EndToEnd.Tests.Workflows;

/// <summary>A word of GitHub's expression language.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word; of a string, what it says.</param>
internal sealed partial record Token(TokenKind Kind, string Text)
{
    public static List<Token> Read(string expression)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < expression.Length;)
        {
            var match = Word().Match(expression, at);
            if (!match.Success)
                throw new FormatException($"'{expression}' is no expression at {at}.");
            at += match.Length;
            if (match.Groups["string"].Success)
                tokens.Add(new(TokenKind.Text, match.Groups["string"].Value.Replace("''", "'", StringComparison.Ordinal)));
            else if (match.Groups["number"].Success)
                tokens.Add(new(TokenKind.Number, match.Value));
            else if (match.Groups["name"].Success)
                tokens.Add(new(TokenKind.Name, match.Value));
            else if (match.Groups["sign"].Success)
                tokens.Add(new(TokenKind.Sign, match.Value));
        }

        return tokens;
    }

    [GeneratedRegex("\\G(?:(?<space>\\s+)|'(?<string>(?:[^']|'')*)'|(?<number>-?\\d+(?:\\.\\d+)?)|(?<name>[A-Za-z_][A-Za-z0-9_-]*)|(?<sign>&&|\\|\\||==|!=|<=|>=|[<>!().,\\[\\]*]))")]
    private static partial Regex Word();
}

/// <summary>Kinds of words.</summary>
internal enum TokenKind
{
    Text,
    Number,
    Name,
    Sign,
}
