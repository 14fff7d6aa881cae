namespace MLOpsBuild.Registry;

/// <summary>Which version a digest of a repository has or gets.</summary>
internal static class Versions
{
    public static PackageVersion? Of(LayoutIndex index, string name, Digest digest) =>
        All(index, name).Where(version => version.Entry.DigestText == digest.ToString()).Select(version => (PackageVersion?)version.Version).Max();

    public static PackageVersion Next(LayoutIndex index, string name) =>
        All(index, name).Select(version => (PackageVersion?)version.Version).Max()?.Next ?? PackageVersion.First;

    private static IEnumerable<(PackageVersion Version, IndexEntry Entry)> All(LayoutIndex index, string name)
    {
        foreach (var (tag, entry) in index.Tags(name))
        {
            if (PackageVersion.TryParse(tag, out var version))
                yield return (version, entry);
        }
    }
}
