namespace MLOpsBuild.Registry;

/// <summary>Which version a digest of a repository has or gets.</summary>
internal static class Versions
{
    private const string Note = "vnd.mlopsbuild.highest-version.";

    public static PackageVersion? Of(LayoutIndex index, string name, Digest digest) =>
        All(index, name).Where(version => version.Entry.DigestText == digest.ToString()).Select(version => (PackageVersion?)version.Version).Max();

    public static PackageVersion Next(LayoutIndex index, string name) =>
        Highest(index, name)?.Next ?? PackageVersion.First;

    /// <summary>The index that remembers the highest version of a repository, so that one that was removed is never given again.</summary>
    public static LayoutIndex Remember(LayoutIndex index, string name) =>
        Highest(index, name) is { } highest ? index.WithNote(Note + name, highest.ToString()) : index;

    private static PackageVersion? Highest(LayoutIndex index, string name) => All(index, name)
        .Select(version => (PackageVersion?)version.Version)
        .Append(PackageVersion.TryParse(index.Note(Note + name) ?? "", out var noted) ? noted : null)
        .Max();

    private static IEnumerable<(PackageVersion Version, IndexEntry Entry)> All(LayoutIndex index, string name)
    {
        foreach (var (tag, entry) in index.Tags(name))
        {
            if (PackageVersion.TryParse(tag, out var version))
                yield return (version, entry);
        }
    }
}
