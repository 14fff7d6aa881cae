using System.Text.RegularExpressions;

namespace MLOpsBuild.Emitters;

/// <summary>Writes POSIX shell: the one place that quotes it.</summary>
internal static partial class ShellText
{
    /// <summary>A command line from its words, each of which arrives unchanged.</summary>
    public static string Command(IEnumerable<string> words) => string.Join(' ', words.Select(Word));

    public static string Word(string text) =>
        Plain().IsMatch(text) ? text : "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    [GeneratedRegex("^[A-Za-z0-9_./:@%+,-]+\\z")]
    private static partial Regex Plain();
}
