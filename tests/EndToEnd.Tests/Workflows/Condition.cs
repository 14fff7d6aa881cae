namespace MLOpsBuild.EndToEnd.Tests.Workflows;

/// <summary>Whether a job or step runs.</summary>
internal static class Condition
{
    private static readonly string[] Status = ["success(", "failure(", "always(", "cancelled("];

    /// <summary>Without a word on the status, nothing may have failed.</summary>
    public static bool Holds(string? condition, Scope scope)
    {
        if (condition is null)
            return !scope.HasFailed;
        var text = condition.Trim();
        if (text.StartsWith("${{", StringComparison.Ordinal) && text.EndsWith("}}", StringComparison.Ordinal))
            text = text[3..^2];
        var asksStatus = Status.Any(word => text.Contains(word, StringComparison.Ordinal));
        return (asksStatus || !scope.HasFailed) && Value.IsTrue(Expression.Evaluate(text, scope));
    }
}
