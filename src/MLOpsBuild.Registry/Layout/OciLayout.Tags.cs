namespace MLOpsBuild.Registry;

public sealed partial class OciLayout
{
    /// <summary>The manifest that a tag or a digest names in a repository, or null.</summary>
    public Task<Descriptor?> FindAsync(string name, string reference, CancellationToken cancellationToken = default) => GuardAsync(async () =>
    {
        NameRules.CheckName(name);
        var index = await _index.ReadAsync(cancellationToken);
        return Digest.TryParse(reference, out var digest)
            ? index.Tags(name).FirstOrDefault(tag => tag.Entry.DigestText == digest.ToString())?.Entry.Descriptor
            : index.Find(NameRules.Reference(name, reference))?.Descriptor;
    });

    /// <summary>The tags of a repository: versions first, in their order, then aliases by name.</summary>
    public Task<IReadOnlyList<TaggedDescriptor>> ListAsync(string name, CancellationToken cancellationToken = default) => GuardAsync(async () =>
    {
        NameRules.CheckName(name);
        var index = await _index.ReadAsync(cancellationToken);
        return (IReadOnlyList<TaggedDescriptor>)[.. index.Tags(name)
            .Select(tag => new TaggedDescriptor(name, tag.Tag, tag.Entry.Descriptor))
            .OrderBy(tag => tag.IsVersion ? 0 : 1)
            .ThenBy(tag => PackageVersion.Parse(tag.Tag))
            .ThenBy(tag => tag.Tag, StringComparer.Ordinal)];
    });

    /// <summary>The names of the repositories that have a tag, in ordinal order.</summary>
    public Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken = default) => GuardAsync(async () =>
    {
        var index = await _index.ReadAsync(cancellationToken);
        return (IReadOnlyList<string>)[.. index.Entries
            .Select(entry => entry.Reference)
            .Where(reference => reference?.Contains(':', StringComparison.Ordinal) == true)
            .Select(reference => reference![..reference!.LastIndexOf(':')])
            .Distinct()
            .Order(StringComparer.Ordinal)];
    });

    /// <summary>
    /// Makes a tag name a manifest that is in this layout. Refuses with <see cref="RegistryCodes.TagMoved"/> when the tag is not what
    /// <paramref name="expected"/> says, and with <see cref="RegistryCodes.VersionTaken"/> to move a version.
    /// </summary>
    public Task TagAsync(
        string name, string tag, Descriptor target, TagExpectation? expected = null, CancellationToken cancellationToken = default) =>
        ChangeTagAsync(name, tag, expected ?? TagExpectation.Anything, async (index, reference, current) =>
        {
            await _blobs.ReadDocumentAsync(target, cancellationToken);
            if (PackageVersion.Parse(tag) is not null && current is not null && current != target.Digest)
                throw RegistryErrors.VersionTaken(reference, current, target.Digest);
            return index.With(reference, target);
        }, cancellationToken);

    /// <summary>Removes a tag; a manifest that no tag names is garbage. The number of a removed version is never given again.</summary>
    public Task UntagAsync(string name, string tag, TagExpectation? expected = null, CancellationToken cancellationToken = default) =>
        ChangeTagAsync(name, tag, expected ?? TagExpectation.Anything,
            (index, reference, _) => Task.FromResult(Versions.Remember(index, name).Without(entry => entry.Reference == reference)), cancellationToken);

    private Task<bool> ChangeTagAsync(
        string name, string tag, TagExpectation expected, Func<LayoutIndex, string, Digest?, Task<LayoutIndex>> change, CancellationToken cancellationToken)
    {
        var reference = NameRules.Reference(name, tag);
        return WriteBlobsAsync(() => _index.ChangeAsync(async index =>
        {
            var current = index.Find(reference)?.Descriptor.Digest;
            expected.Check(reference, current);
            return (await change(index, reference, current), true);
        }, cancellationToken), cancellationToken);
    }
}
