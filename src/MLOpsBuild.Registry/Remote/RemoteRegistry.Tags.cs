using System.Collections.Concurrent;

namespace MLOpsBuild.Registry;

public sealed partial class RemoteRegistry
{
    /// <summary>The manifest that a tag or a digest names in a repository, or null; its artifact type is not looked at.</summary>
    public Task<Descriptor?> FindAsync(string name, string reference, CancellationToken cancellationToken = default) =>
        Repository(name).FindAsync(CheckReference(reference), cancellationToken);

    /// <summary>The names of the tags of a repository, as <see cref="ListAsync"/> orders them; one question, whatever their number below a thousand.</summary>
    public async Task<IReadOnlyList<string>> TagsAsync(string name, CancellationToken cancellationToken = default) =>
        [.. (await TagList.ReadAsync(Repository(name), cancellationToken))
            .Where(tag => ReferrersTag.SubjectOf(tag) is null)
            .OrderBy(tag => PackageVersion.Parse(tag) is null ? 1 : 0)
            .ThenBy(PackageVersion.Parse)
            .ThenBy(tag => tag, StringComparer.Ordinal)];

    /// <summary>The tags of a repository with what they name: versions first, in their order, then aliases by name. A question for each of them.</summary>
    public async Task<IReadOnlyList<TaggedDescriptor>> ListAsync(string name, CancellationToken cancellationToken = default)
    {
        var tags = await TagsAsync(name, cancellationToken);
        var found = new ConcurrentDictionary<string, Descriptor>();
        var repository = Repository(name);
        await Parallel.ForEachAsync(tags, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (tag, token) =>
        {
            if (await repository.FindAsync(tag, token) is { } descriptor)
                found[tag] = descriptor;
        });
        return [.. tags.Where(found.ContainsKey).Select(tag => new TaggedDescriptor(name, tag, found[tag]))];
    }

    /// <summary>
    /// Makes a tag name a manifest that is in the repository, by check, write and verify: registries have no compare-and-set that holds
    /// everywhere, so two writers within the same moments can pass each other's check. Refuses with <see cref="RegistryCodes.TagMoved"/> when the
    /// tag is not what <paramref name="expected"/> says or is moved meanwhile, and with <see cref="RegistryCodes.VersionTaken"/> to move a version.
    /// </summary>
    public async Task TagAsync(
        string name, string tag, Descriptor target, TagExpectation? expected = null, CancellationToken cancellationToken = default)
    {
        var repository = Repository(name);
        var reference = $"{repository}:{NameRules.CheckTag(tag)}";
        var current = (await repository.FindAsync(tag, cancellationToken))?.Digest;
        (expected ?? TagExpectation.Anything).Check(reference, current);
        if (current == target.Digest)
            return;
        if (PackageVersion.Parse(tag) is not null && current is not null)
            throw RegistryErrors.VersionTaken(reference, current, target.Digest);
        await repository.WriteAsync(tag, await RequireAsync(repository, target.Digest.ToString(), cancellationToken), cancellationToken);
        TagExpectation.Exactly(target.Digest).Check(reference, (await repository.FindAsync(tag, cancellationToken))?.Digest);
    }

    private static string CheckReference(string reference) => Digest.TryParse(reference, out _) ? reference : NameRules.CheckTag(reference);
}
