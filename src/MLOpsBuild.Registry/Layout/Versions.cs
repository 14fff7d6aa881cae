namespace MLOpsBuild.Registry;

/// <summary>Which version a digest of a repository has or gets.</summary>
internal static class Versions
{
    private const string Note = "vnd.mlopsbuild.highest-version.";

    public static PackageVersion? Of(LayoutIndex index, string name, Digest digest) =>
        index.Tags(name).Where(tag => tag.Entry.DigestText == digest.ToString()).Select(tag => tag.Version).Max();

    public static PackageVersion Next(LayoutIndex index, string name) => Highest(index, name)?.Next ?? PackageVersion.First;

    /// <summary>The index that remembers the highest version of a repository, so that one that was removed is never given again.</summary>
    public static LayoutIndex Remember(LayoutIndex index, string name) =>
        Highest(index, name) is { } highest ? index with { Notes = index.Notes.SetItem(Note + name, highest.ToString()) } : index;

    private static PackageVersion? Highest(LayoutIndex index, string name) => index.Tags(name)
        .Select(tag => tag.Version)
        .Append(PackageVersion.Parse(index.Notes.GetValueOrDefault(Note + name, "")))
        .Max();
}
