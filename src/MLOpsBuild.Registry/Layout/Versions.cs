namespace MLOpsBuild.Registry;

/// <summary>Which version a digest of a repository has or gets.</summary>
internal static class Versions
{
    private const string Note = "vnd.mlopsbuild.highest-version.";
    private const string ProposalNote = "vnd.mlopsbuild.proposed-version.";

    public static PackageVersion? Of(LayoutIndex index, string name, Digest digest) =>
        index.Tags(name).Where(tag => tag.Entry.DigestText == digest.ToString()).Select(tag => tag.Version).Max();

    /// <summary>The proposed version where it is higher than all that were given; else one patch more than the highest.</summary>
    public static PackageVersion Next(LayoutIndex index, string name)
    {
        var next = Highest(index, name)?.Next ?? PackageVersion.First;
        return PackageVersion.Parse(index.Notes.GetValueOrDefault(ProposalNote + name, "")) is { } proposed && proposed.CompareTo(next) > 0 ? proposed : next;
    }

    /// <summary>The index that remembers a proposal in place of the last one.</summary>
    public static LayoutIndex Propose(LayoutIndex index, string name, PackageVersion version) =>
        index with { Notes = index.Notes.SetItem(ProposalNote + name, version.ToString()) };

    /// <summary>The index that remembers the highest version of a repository, so that one that was removed is never given again.</summary>
    public static LayoutIndex Remember(LayoutIndex index, string name) =>
        Highest(index, name) is { } highest ? index with { Notes = index.Notes.SetItem(Note + name, highest.ToString()) } : index;

    private static PackageVersion? Highest(LayoutIndex index, string name) => index.Tags(name)
        .Select(tag => tag.Version)
        .Append(PackageVersion.Parse(index.Notes.GetValueOrDefault(Note + name, "")))
        .Max();
}
