namespace MLOpsBuild.Registry;

/// <summary>An entry of the index under one tag of a repository.</summary>
internal sealed record TaggedEntry(string Tag, IndexEntry Entry)
{
    public PackageVersion? Version { get; } = PackageVersion.Parse(Tag);
}
