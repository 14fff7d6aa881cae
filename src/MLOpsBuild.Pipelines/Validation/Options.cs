using System.Globalization;

namespace MLOpsBuild.Pipelines;

/// <summary>The ranges of options, each with its finding.</summary>
internal static class Options
{
    public static void Between(FindingList findings, SourceLocation? location, string option, double value, double minimum, double maximum)
    {
        if (!(value >= minimum && value <= maximum))
            Add(findings, location, option, value, $"from {Text(minimum)} to {Text(maximum)}");
    }

    public static void AtLeast(FindingList findings, SourceLocation? location, string option, double value, double minimum)
    {
        if (!(value >= minimum && double.IsFinite(value)))
            Add(findings, location, option, value, $"{Text(minimum)} or more");
    }

    public static void Above(FindingList findings, SourceLocation? location, string option, double value, double minimum)
    {
        if (!(value > minimum && double.IsFinite(value)))
            Add(findings, location, option, value, $"above {Text(minimum)}");
    }

    /// <summary>A share above 0 and below 1.</summary>
    public static void ProperShare(FindingList findings, SourceLocation? location, string option, double value)
    {
        if (!(value > 0 && value < 1))
            Add(findings, location, option, value, "above 0 and below 1");
    }

    /// <summary>A share above 0 and at most 1.</summary>
    public static void PositiveShare(FindingList findings, SourceLocation? location, string option, double value)
    {
        if (!(value > 0 && value <= 1))
            Add(findings, location, option, value, "above 0 and at most 1");
    }

    private static void Add(FindingList findings, SourceLocation? location, string option, double value, string range) =>
        findings.Add(FindingCodes.OptionOutOfRange, location, $"{option} is out of range", Text(value), $"Give it a value {range}.");

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
