using System.Globalization;

namespace MLOpsBuild.EndToEnd.Tests.Workflows;

/// <summary>Evaluates GitHub's expressions as far as generated workflows use them. After "Evaluate expressions in workflows and actions" of GitHub's documentation.</summary>
internal sealed class Expression
{
    private readonly List<Token> _tokens;
    private readonly Scope _scope;
    private int _at;

    private Expression(List<Token> tokens, Scope scope) => (_tokens, _scope) = (tokens, scope);

    public static object? Evaluate(string text, Scope scope)
    {
        var expression = new Expression(Token.Read(text), scope);
        var value = expression.Or();
        return expression._at == expression._tokens.Count ? value : throw new FormatException($"'{text}' goes on after its end, at '{expression._tokens[expression._at].Text}'.");
    }

    /// <summary>A text with each <c>${{ }}</c> replaced by its value.</summary>
    public static string Fill(string text, Scope scope)
    {
        for (var start = text.IndexOf("${{", StringComparison.Ordinal); start >= 0; start = text.IndexOf("${{", start, StringComparison.Ordinal))
        {
            var end = text.IndexOf("}}", start, StringComparison.Ordinal);
            var value = Value.Text(Evaluate(text[(start + 3)..end], scope));
            text = text[..start] + value + text[(end + 2)..];
            start += value.Length;
        }

        return text;
    }

    private object? Or()
    {
        var left = And();
        while (Takes("||"))
        {
            var right = And();
            left = Value.IsTrue(left) ? left : right;
        }

        return left;
    }

    private object? And()
    {
        var left = Equality();
        while (Takes("&&"))
        {
            var right = Equality();
            left = Value.IsTrue(left) ? right : left;
        }

        return left;
    }

    private object? Equality()
    {
        var left = Unary();
        return Takes("==") ? Value.AreEqual(left, Unary())
            : Takes("!=") ? !Value.AreEqual(left, Unary())
            : left;
    }

    private object? Unary() => Takes("!") ? !Value.IsTrue(Unary()) : Primary();

    private object? Primary()
    {
        if (Takes("("))
        {
            var inner = Or();
            Require(")");
            return inner;
        }

        var token = _tokens[_at++];
        return token.Kind switch
        {
            TokenKind.Text => token.Text,
            TokenKind.Number => double.Parse(token.Text, CultureInfo.InvariantCulture),
            TokenKind.Name when Takes("(") => _scope.Call(token.Text, Arguments()),
            TokenKind.Name => Name(token.Text),
            _ => throw new FormatException($"A value is expected, not '{token.Text}'."),
        };
    }

    private object? Name(string name)
    {
        if (name is "true" or "false")
            return name == "true";
        if (name == "null")
            return null;
        var value = _scope.Context(name);
        while (Takes("."))
        {
            var key = _tokens[_at++].Text;
            value = (value as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault(key);
        }

        return value;
    }

    private List<object?> Arguments()
    {
        var arguments = new List<object?>();
        if (Takes(")"))
            return arguments;
        do
        {
            arguments.Add(Or());
        }
        while (Takes(","));
        Require(")");
        return arguments;
    }

    private bool Takes(string sign)
    {
        if (_at >= _tokens.Count || _tokens[_at].Kind != TokenKind.Sign || _tokens[_at].Text != sign)
            return false;
        _at++;
        return true;
    }

    private void Require(string sign)
    {
        if (!Takes(sign))
            throw new FormatException($"'{sign}' is expected.");
    }
}
