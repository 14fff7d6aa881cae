using System.IO.Enumeration;

namespace MLOpsBuild.Registry;

/// <summary>The files of a folder in ordinal order of their names, whatever order the disk gives them in.</summary>
internal static class ContentFolder
{
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
    };

    public static IReadOnlyList<string> Names(string folder)
    {
        if (!Directory.Exists(folder))
            throw RegistryErrors.BadContent(folder, ["the folder does not exist"]);
        var entries = Entries(Path.GetFullPath(folder)).OrderBy(entry => entry.Name, StringComparer.Ordinal).ToList();
        var names = entries.Select(entry => entry.Name).ToList();
        var findings = entries.Where(entry => entry.IsLink).Select(entry => $"'{entry.Name}' is a link")
            .Concat(PackagePaths.Problems(names))
            .Concat(names.Count == 0 ? ["it holds no files"] : [])
            .ToList();
        return findings.Count == 0 ? names : throw RegistryErrors.BadContent(folder, findings);
    }

    // Links are listed to be refused, and never followed: a loop would not end.
    private static FileSystemEnumerable<(string Name, bool IsLink)> Entries(string root) =>
        new(root, (ref FileSystemEntry entry) => (NameOf(root, ref entry), IsLink(ref entry)), Everything)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory || IsLink(ref entry),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !IsLink(ref entry),
        };

    private static string NameOf(string root, ref FileSystemEntry entry) =>
        Path.GetRelativePath(root, entry.ToFullPath()).Replace(Path.DirectorySeparatorChar, '/');

    private static bool IsLink(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;
}
