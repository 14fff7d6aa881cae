namespace MLOpsBuild.Registry;

/// <summary>
/// A layout that copies one repository of a remote registry, package by package as they are needed. The registry's versions count: where the layout
/// gave the same number to another package, which was never pushed, that one becomes the alias <c>local-VERSION</c>.
/// </summary>
/// <param name="remote">The registry.</param>
/// <param name="layout">The layout of this checkout.</param>
/// <param name="name">The repository, in both.</param>
/// <param name="log">Takes a line where something changes that was not asked for.</param>
public sealed partial class LayoutMirror(RemoteRegistry remote, OciLayout layout, string name, Action<string> log)
{
    /// <summary>The repository's address, as people write it.</summary>
    public string Repository => $"{remote.Address}/{name}";

    /// <summary>The layout.</summary>
    public OciLayout Layout => layout;

    /// <summary>Whether the registry holds a version under this digest.</summary>
    public async Task<bool> HoldsAsync(string version, Digest digest, CancellationToken cancellationToken = default) =>
        (await remote.FindAsync(name, version, cancellationToken))?.Digest == digest;

    /// <summary>The tags that the registry has: versions first, in their order, then aliases.</summary>
    public Task<IReadOnlyList<string>> TagsAsync(CancellationToken cancellationToken = default) => remote.TagsAsync(name, cancellationToken);

    /// <summary>The versions that the registry has, the newest last.</summary>
    public async Task<IReadOnlyList<string>> VersionsAsync(CancellationToken cancellationToken = default) =>
        [.. (await TagsAsync(cancellationToken)).Where(tag => PackageVersion.Parse(tag) is not null)];

    /// <summary>
    /// Makes the layout have what a version, an alias or a digest names in the registry, under that tag and under its version where it has one;
    /// of what is there already only what was attached to it meanwhile is asked for. Null where it names nothing in the registry.
    /// </summary>
    public async Task<TaggedDescriptor?> FetchAsync(string reference, CancellationToken cancellationToken = default)
    {
        if (await remote.FindAsync(name, reference, cancellationToken) is not { } found)
            return null;
        var version = PackageVersion.Parse(reference) is not null ? reference : await VersionOfAsync(found.Digest, cancellationToken);
        await PullAsync(reference, found.Digest, cancellationToken);
        if (version is not null && version != reference)
            await PullAsync(version, found.Digest, cancellationToken);
        return new(name, version ?? reference, (await layout.FindAsync(name, version ?? reference, cancellationToken)) ?? found);
    }

    /// <summary>Sends what was attached to a package of the layout to the registry, and makes an alias name it there where one is given.</summary>
    public Task ShareAsync(Descriptor package, string? alias = null, CancellationToken cancellationToken = default) =>
        remote.PushAsync(layout, package.Digest.ToString(), name, alias, cancellationToken: cancellationToken);

    // The version that the layout knows for a digest saves asking for each of the registry's.
    private async Task<string?> VersionOfAsync(Digest digest, CancellationToken cancellationToken)
    {
        var mine = (await layout.ListAsync(name, cancellationToken)).FirstOrDefault(tag => tag.IsVersion && tag.Descriptor.Digest == digest)?.Tag;
        if (mine is not null && await HoldsAsync(mine, digest, cancellationToken))
            return mine;
        return (await ListVersionsAsync(cancellationToken)).FirstOrDefault(tag => tag.Descriptor.Digest == digest)?.Tag;
    }

    private async Task<IReadOnlyList<TaggedDescriptor>> ListVersionsAsync(CancellationToken cancellationToken) =>
        [.. (await remote.ListAsync(name, cancellationToken)).Where(tag => tag.IsVersion)];

    private async Task PullAsync(string reference, Digest digest, CancellationToken cancellationToken)
    {
        if (await layout.FindAsync(name, reference, cancellationToken) is { } here && here.Digest == digest)
        {
            await remote.PullReferrersAsync(layout, name, digest, cancellationToken);
            return;
        }
        await YieldAsync(reference, digest, cancellationToken);
        await remote.PullAsync(layout, name, reference, cancellationToken);
    }

    /// <summary>Gives a version up that is another package in the registry.</summary>
    private async Task YieldAsync(string version, Digest theirs, CancellationToken cancellationToken)
    {
        if (PackageVersion.Parse(version) is null || await layout.FindAsync(name, version, cancellationToken) is not { } mine || mine.Digest == theirs)
            return;
        var alias = "local-" + version;
        log($"{name}:{version} of this checkout is another package at {Repository}, where it was never pushed: here it is {alias} from now on.");
        await layout.TagAsync(name, alias, mine, cancellationToken: cancellationToken);
        await layout.UntagAsync(name, version, TagExpectation.Exactly(mine.Digest), cancellationToken);
    }
}
