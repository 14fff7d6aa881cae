using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace MLOpsBuild.Emitters;

/// <summary>How a text is written so that every parser of YAML 1.1 and 1.2 reads it back unchanged.</summary>
internal static partial class YamlStyle
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "y", "n", "yes", "no", "on", "off", "true", "false", "null",
    };

    public static ScalarStyle Of(string text, bool isKey) =>
        Plain().IsMatch(text) && !Words.Contains(text) ? ScalarStyle.Plain
        : !isKey && IsCleanBlock(text) ? ScalarStyle.Literal
        : ScalarStyle.DoubleQuoted;

    /// <summary>Lines of visible text, none of which starts the block with a space, ends with one, or could end the document.</summary>
    private static bool IsCleanBlock(string text) =>
        text.Contains('\n', StringComparison.Ordinal)
        && text[0] is not (' ' or '\n')
        && !text.EndsWith("\n\n", StringComparison.Ordinal)
        && text.All(letter => letter is '\n' || letter is >= ' ' and <= '~')
        && text.Split('\n').All(line => !line.EndsWith(' ') && !line.StartsWith("---", StringComparison.Ordinal) && !line.StartsWith("...", StringComparison.Ordinal));

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_./-]*\\z")]
    private static partial Regex Plain();
}
