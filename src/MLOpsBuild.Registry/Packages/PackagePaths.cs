using System.Buffers;
using System.Text;

namespace MLOpsBuild.Registry;

/// <summary>The rules for file names in a package: relative, portable, and none the folder of another.</summary>
internal static class PackagePaths
{
    private const int LongestName = 1024;
    private static readonly SearchValues<char> Reserved = SearchValues.Create("\\:*?\"<>|");

    /// <summary>Says what is wrong with a name, or null.</summary>
    public static string? Problem(string name)
    {
        if (name.Length is 0 or > LongestName)
            return $"a name has 1 to {LongestName} characters";
        if (name.AsSpan().ContainsAny(Reserved) || name.AsSpan().ContainsAnyInRange('\0', '\u001F') || name.AsSpan().ContainsAnyInRange('\u007F', '\u009F'))
            return "a name has no control characters and none of \\ : * ? \" < > |";
        if (name.Contains('\uFFFD', StringComparison.Ordinal) || !IsWellFormed(name))
            return "a name is valid UTF-8";
        return name.Split('/').Any(segment => segment is "" or "." or ".." || segment[^1] is '.' or ' ')
            ? "a name is relative, without empty parts, '.' or '..', and no part ends with '.' or a space"
            : null;
    }

    /// <summary>All that is wrong with the names of a package, each finding naming the file.</summary>
    public static IEnumerable<string> Problems(IReadOnlyCollection<string> names)
    {
        foreach (var name in names)
        {
            if (Problem(name) is { } problem)
                yield return $"'{Printable(name)}': {problem}";
        }
        // Portable packages: on Windows and macOS these two would be one file.
        foreach (var clash in names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            yield return $"'{string.Join("' and '", clash.Order(StringComparer.Ordinal))}' differ in case at most";
        var known = names.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            if (Folders(name).FirstOrDefault(known.Contains) is { } folder)
                yield return $"'{folder}' is a file and the folder of '{name}'";
        }
    }

    public static string Printable(string name) =>
        string.Concat(name.Take(200).Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '?' : letter));

    private static IEnumerable<string> Folders(string name)
    {
        for (var at = name.IndexOf('/', StringComparison.Ordinal); at > 0; at = name.IndexOf('/', at + 1))
            yield return name[..at];
    }

    private static bool IsWellFormed(string name) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)) == name;
}
