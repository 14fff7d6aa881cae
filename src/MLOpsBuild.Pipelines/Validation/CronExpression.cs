using System.Globalization;

namespace MLOpsBuild.Pipelines;

/// <summary>Reads the five fields of a schedule in the syntax that GitHub Actions and Jenkins share (POSIX cron with steps and names).</summary>
internal static class CronExpression
{
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
    private static readonly int[] LongestMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    private static readonly Field[] Fields =
    [
        new("minute", 0, 59, []), new("hour", 0, 23, []), new("day of the month", 1, 31, []), new("month", 1, 12, Months), new("day of the week", 0, 6, Days),
    ];

    /// <summary>What is wrong, a clause; null when it is a schedule that comes.</summary>
    public static string? Mistake(string expression)
    {
        var words = expression.Split(' ');
        if (words.Length != Fields.Length || words.Any(word => word.Length == 0))
            return "a schedule is five cron fields with one space between them: minute, hour, day of the month, month, day of the week";

        var values = new List<SortedSet<int>>();
        foreach (var (field, word) in Fields.Zip(words))
        {
            var set = new SortedSet<int>();
            if (!word.Split(',').All(part => Read(field, part, set)))
                return $"'{word}' is no {field.Name} of a cron expression: numbers from {field.Least} to {field.Greatest}{(field.Names.Length > 0 ? $" or {field.Names[0]} to {field.Names[^1]}" : "")}, ranges a-b, steps /n, lists a,b, or *";
            values.Add(set);
        }

        return words[4] == "*" && !values[3].Any(month => values[2].Min <= LongestMonth[month - 1])
            ? "the schedule names a day that its months do not have, and never comes"
            : null;
    }

    private static bool Read(Field field, string part, SortedSet<int> values)
    {
        var step = part.Split('/');
        if (step.Length > 2 || (step.Length == 2 && !(TryNumber(step[1], out var given) && given >= 1 && given <= field.Greatest)))
            return false;

        var bounds = step[0] == "*" ? [.. new[] { field.Least, field.Greatest }] : step[0].Split('-').Select(field.Value).ToArray();
        if (bounds.Length > 2 || bounds.Any(bound => bound is null) || bounds[0] > bounds[^1] || (step.Length == 2 && bounds.Length == 1))
            return false;
        for (var value = bounds[0]!.Value; value <= bounds[^1]!.Value; value += step.Length == 2 ? int.Parse(step[1], CultureInfo.InvariantCulture) : 1)
            values.Add(value);
        return true;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && text.Length <= 2;

    private sealed record Field(string Name, int Least, int Greatest, string[] Names)
    {
        public int? Value(string text)
        {
            var name = Array.IndexOf(Names, text.ToUpperInvariant());
            var value = name >= 0 ? name + Least : TryNumber(text, out var number) ? number : -1;
            return value >= Least && value <= Greatest ? value : null;
        }
    }
}
