using System.Text.RegularExpressions;

namespace MLOpsBuild.Delivery;

/// <summary>Who has set which fields, out of kubectl's report of a conflict.</summary>
internal static partial class FieldConflicts
{
    /// <summary>The others and their fields as part of a sentence; kubectl's own words where they are not as expected.</summary>
    public static string Told(string error)
    {
        var told = new List<string>();
        foreach (var line in error.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (One().Match(line) is { Success: true } one)
                told.Add($"{one.Groups["manager"].Value} set {one.Groups["field"].Value}");
            else if (Several().Match(line) is { Success: true } several)
                told.Add($"{several.Groups["manager"].Value} set");
            else if (Field().Match(line) is { Success: true } field && told.Count > 0)
                told[^1] += (told[^1].EndsWith(" set", StringComparison.Ordinal) ? " " : ", ") + field.Groups["field"].Value;
        }

        return told.Count > 0 ? string.Join("; ", told.Distinct()) : ClusterErrors.Line(error);
    }

    [GeneratedRegex("conflict with (?<manager>\"[^\"]*\").*?: (?<field>\\.\\S+)$")]
    private static partial Regex One();

    [GeneratedRegex("conflicts? with (?<manager>\"[^\"]*\").*:$")]
    private static partial Regex Several();

    [GeneratedRegex("^- (?<field>\\..+)$")]
    private static partial Regex Field();
}
