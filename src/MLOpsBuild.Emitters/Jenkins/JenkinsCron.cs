using System.Globalization;
using System.Text.RegularExpressions;

namespace MLOpsBuild.Emitters;

/// <summary>Puts a cron expression into Jenkins' dialect (hudson.scheduler.CronTab), which knows numbers alone and where both days must match: two lines then stand for either.</summary>
internal static partial class JenkinsCron
{
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    public static IEnumerable<string> Lines(string expression)
    {
        var fields = expression.Split(' ');
        var (time, dayOfMonth, month, dayOfWeek) = ($"{fields[0]} {fields[1]}", fields[2], Numbers(fields[3], Months, 1), Numbers(fields[4], Days, 0));
        return dayOfMonth.StartsWith('*') || dayOfWeek.StartsWith('*')
            ? [$"{time} {dayOfMonth} {month} {dayOfWeek}"]
            : [$"{time} {dayOfMonth} {month} *", $"{time} * {month} {dayOfWeek}"];
    }

    private static string Numbers(string field, string[] names, int first) => Word().Replace(field, word =>
        (Array.FindIndex(names, name => name.Equals(word.Value, StringComparison.OrdinalIgnoreCase)) + first).ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Word();
}
