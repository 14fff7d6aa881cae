namespace MLOpsBuild.Emitters;

/// <summary>The first lines of a generated file: the source, the command, and what was customized. A file that bears them is ours to replace or remove.</summary>
public static class Header
{
    private const string Mark = "Generated from ";
    private const string Command = " by `./build.sh Generate`";

    /// <summary>The lines without comment signs.</summary>
    /// <param name="source">The file of the definition, relative to the repository.</param>
    /// <param name="customizations">The changes that the definition makes to the document.</param>
    public static ImmutableArray<string> Lines(string source, IEnumerable<Customization> customizations)
    {
        var files = customizations.Select(customization => customization.File).Distinct().ToArray();
        return
        [
            $"{Mark}{OnOneLine(source)}{Command}. Change the definition, not this file: `./build.sh Check` compares.",
            .. files.Length == 0 ? Array.Empty<string>() : [$"Customized in {OnOneLine(string.Join(", ", files))}."],
        ];
    }

    /// <summary>A file's name may hold what ends a comment.</summary>
    private static string OnOneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter));

    /// <summary>Whether a file's beginning bears our header, whatever comment signs stand before it.</summary>
    public static bool IsBorneBy(string beginning) => SourceIn(beginning) is not null;

    /// <summary>The source that a file's beginning names; null where it does not bear our header.</summary>
    public static string? SourceIn(string beginning)
    {
        foreach (var line in beginning.Split('\n').Take(5).Select(line => line.TrimStart('#', '/', '*', ' ', '\uFEFF')))
        {
            if (line.StartsWith(Mark, StringComparison.Ordinal) && line.IndexOf(Command, StringComparison.Ordinal) is > 0 and var end)
                return line[Mark.Length..end];
        }

        return null;
    }
}
