using System.Text.RegularExpressions;

namespace MLOpsBuild.EndToEnd.Tests;

/// <summary>The summary at the end of a run, read as a user reads it.</summary>
internal sealed partial class SummaryTable
{
    private readonly Dictionary<string, (string Status, string Facts)> _rows = [];

    private SummaryTable()
    {
    }

    public static SummaryTable Of(ScriptRun run)
    {
        var table = new SummaryTable();
        foreach (Match row in Row().Matches(run.Output))
            table._rows[row.Groups["name"].Value] = (row.Groups["status"].Value, row.Groups["facts"].Value.Trim());
        Assert.True(table._rows.Count > 0, "no summary in:\n" + run.Text);
        return table;
    }

    /// <summary>The status of each target, in the order of the table: <c>Train: succeeded</c>.</summary>
    public IReadOnlyList<string> Statuses => [.. _rows.Select(row => $"{row.Key}: {row.Value.Status}")];

    /// <summary>The value of a fact.</summary>
    public string Fact(string target, string name)
    {
        var match = Regex.Match(_rows[target].Facts, $@"(^|, ){Regex.Escape(name)}: (?<value>.*?)(, [a-z ]+: |$)");
        Assert.True(match.Success, $"no fact '{name}' in '{_rows[target].Facts}'");
        return match.Groups["value"].Value;
    }

    [GeneratedRegex(@"^(?<name>[A-Z]\w+) +(?<status>succeeded|up to date|failed|skipped|not run|aborted) +[\d.:]+ (ms|s|min)?(?<facts>.*)$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
