namespace MLOpsBuild.Emitters;

/// <summary>What starts a build, in words.</summary>
internal static class TriggerPhrases
{
    private const string TimeZone = "TZ=";

    public static IEnumerable<string> Of(CallTree trigger) => trigger switch
    {
        { Name: "cron", Arguments: [{ Name: null, Value: TextTree lines }] } => Schedule(lines.Text, ""),
        { Name: "cron", Arguments: [{ Name: null, Value: CodeTree code }] } when Conditional(code) is var (condition, lines) => Schedule(lines, $", where {condition}"),
        _ => [trigger.ToString()],
    };

    /// <summary>The parts of <c>condition ? 'lines' : ''</c>.</summary>
    private static (string Condition, string Lines)? Conditional(CodeTree code) =>
        code.Tokens is [.. var condition, { Text: "?" }, { Kind: GroovyTokenKind.Text } lines, { Text: ":" }, { Kind: GroovyTokenKind.Text, Text: "" }]
            ? (string.Join(' ', condition), lines.Text)
            : null;

    private static IEnumerable<string> Schedule(string text, string condition)
    {
        var lines = text.Split('\n');
        var zone = lines[0].StartsWith(TimeZone, StringComparison.Ordinal) ? $" in {lines[0][TimeZone.Length..]}" : "";
        return lines.Skip(zone.Length == 0 ? 0 : 1).Select(line => $"the schedule `{line}`{zone}{condition}");
    }
}
