using System.Text.RegularExpressions;

namespace MLOpsBuild.Emitters;

/// <summary>Writes POSIX shell: the one place that quotes it.</summary>
internal static partial class ShellText
{
    /// <summary>A command line from its words, each of which arrives unchanged.</summary>
    public static string Command(IEnumerable<string> words) => string.Join(' ', words.Select(Word));

    /// <summary>The command line of a job; that of a part takes its number from a variable.</summary>
    public static string Command(CiJob job) =>
        Command(job.Command) + (job.Parts is { } parts ? FormattableString.Invariant($" --partition \"${CiParts.Variable}/{parts}\"") : "");

    public static string Word(string text) =>
        Plain().IsMatch(text) ? text : "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    [GeneratedRegex("^[A-Za-z0-9_./:@%+,-]+\\z")]
    private static partial Regex Plain();
}
