namespace MLOpsBuild.Registry;

public sealed partial class LayoutMirror
{
    private const int Attempts = 3;

    /// <summary>
    /// Pushes a package to the layout and to the registry under one version: the one that the registry has for its digest, else the layout's own
    /// or the next, higher than all that the registry has. A push again sends nothing.
    /// </summary>
    /// <param name="source">Where the package is.</param>
    /// <param name="package">Its digest.</param>
    /// <param name="attach">Attaches to the package in the layout what is to go with it; told whether the registry knew the package, and what was attached to it.</param>
    /// <param name="cancellationToken">Stops the push; what has arrived stays.</param>
    public async Task<TaggedDescriptor> PushAsync(
        OciLayout source, Digest package, Func<TaggedDescriptor, bool, Task> attach, CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await PushOnceAsync(source, package, attach, cancellationToken);
            }
            catch (RegistryException taken) when (taken.Code == RegistryCodes.VersionTaken && attempt < Attempts)
            {
                // Someone pushed at the same moment: the next number is ours.
            }
        }
    }

    private async Task<TaggedDescriptor> PushOnceAsync(
        OciLayout source, Digest package, Func<TaggedDescriptor, bool, Task> attach, CancellationToken cancellationToken)
    {
        var theirs = await ListVersionsAsync(cancellationToken);
        foreach (var version in theirs)
            await YieldAsync(version.Tag, version.Descriptor.Digest, cancellationToken);
        var known = theirs.FirstOrDefault(version => version.Descriptor.Digest == package);
        if (known is not null)
            await remote.PullAsync(layout, name, known.Tag, cancellationToken);

        var copied = await layout.CopyFromAsync(source, package.ToString(), cancellationToken);
        var pushed = new TaggedDescriptor(name, known?.Tag ?? await VersionForAsync(package, theirs, cancellationToken), copied);
        await layout.TagAsync(name, pushed.Tag, copied, cancellationToken: cancellationToken);
        await attach(pushed, known is not null);
        await remote.PushAsync(layout, pushed.ToString(), name, pushed.Tag, cancellationToken: cancellationToken);
        return pushed;
    }

    // A number below the registry's highest would make the package older than what it follows.
    private async Task<string> VersionForAsync(Digest package, IReadOnlyList<TaggedDescriptor> theirs, CancellationToken cancellationToken)
    {
        var floor = theirs is [.., var highest] ? PackageVersion.Parse(highest.Tag) : null;
        var mine = (await layout.ListAsync(name, cancellationToken))
            .Where(tag => tag.IsVersion && tag.Descriptor.Digest == package)
            .Select(tag => PackageVersion.Parse(tag.Tag))
            .LastOrDefault(version => version!.CompareTo(floor) > 0);
        var next = PackageVersion.Parse(await layout.NextVersionAsync(name, cancellationToken))!;
        return (mine ?? (floor is not null && next.CompareTo(floor) <= 0 ? floor.Next : next)).ToString();
    }
}
