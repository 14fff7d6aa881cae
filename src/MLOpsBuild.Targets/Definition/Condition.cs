namespace MLOpsBuild.Targets;

/// <summary>A condition and its source text, which is the reason when it is false.</summary>
internal sealed record Condition(Func<bool> Holds, string? Source)
{
    public string Text
    {
        get
        {
            var text = (Source ?? "a condition").Trim();
            var arrow = text.StartsWith("()", StringComparison.Ordinal) ? text.IndexOf("=>", StringComparison.Ordinal) : -1;
            text = arrow < 0 ? text : text[(arrow + 2)..];
            return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }
    }
}

/// <summary>How often actions run again, and why that may help.</summary>
internal sealed record RetryRule(int Times, string Reason);
