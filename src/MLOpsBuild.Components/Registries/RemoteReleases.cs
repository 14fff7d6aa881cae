using MLOpsBuild.Pipelines;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>The releases of a pipeline in its remote registry, of which the checkout's layout holds what was needed so far.</summary>
internal sealed class RemoteReleases(RemoteRegistry remote, string pipeline, string layout, Action<string> log)
{
    private Task? _champion;

    /// <summary>The repository's address, as people write it.</summary>
    public string Repository => Mirror.Repository;

    /// <summary>The layout and the registry, kept in step.</summary>
    public LayoutMirror Mirror => new(remote, OciLayout.Open(layout), pipeline, log);

    /// <summary>The registry that the command line or the definition names; null where neither does.</summary>
    /// <exception cref="UserMistakeException">It is no address.</exception>
    public static RemoteReleases? Of(IHazPipelines build, Pipeline pipeline, string layout)
    {
        if (((build as IHazRegistry)?.RegistryAddress ?? pipeline.Push.Registry) is not { } address)
            return null;
        try
        {
            return new(RemoteRegistry.Connect(address, new() { Log = Console.WriteLine }), pipeline.Name, layout, Console.WriteLine);
        }
        catch (RegistryException mistake)
        {
            throw new UserMistakeException($"--registry: {mistake.Message}");
        }
    }

    /// <summary>Brings the champion here, once in a run. Where the registry is out of reach, the one that is here stands in, and there must be one.</summary>
    public Task LearnChampionAsync() => _champion ??= LearnAsync();

    /// <summary>Brings a release here; null where the registry has none of this name, and where it is out of reach and the layout has it.</summary>
    public async Task<TaggedDescriptor?> FetchAsync(string release, CancellationToken cancellation)
    {
        try
        {
            return await Mirror.FetchAsync(release, cancellation);
        }
        catch (RegistryException outOfReach) when (outOfReach.Fault == RegistryFault.Environment && Directory.Exists(layout))
        {
            if (await OciLayout.Open(layout).FindAsync(pipeline, release, cancellation) is null)
                throw;
            log($"{outOfReach.Message} This checkout has {pipeline}:{release}, and goes on with it.");
            return null;
        }
    }

    /// <summary>Brings what serves somewhere here, as far as the registry has it and can be asked.</summary>
    /// <param name="digest">Its package's digest.</param>
    /// <param name="otherwise">What does not come to be where it cannot be brought, a sentence.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<Descriptor?> TryFetchAsync(string digest, string otherwise, CancellationToken cancellation)
    {
        try
        {
            return (await Mirror.FetchAsync(digest, cancellation))?.Descriptor;
        }
        catch (RegistryException failure)
        {
            log($"{failure.Message} {otherwise}");
            return null;
        }
    }

    /// <summary>What is attached to the versions in the registry, of one artifact type; the packages themselves stay there.</summary>
    /// <param name="artifactType">The type.</param>
    /// <param name="scratch">A folder for what is read.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="RegistryException">The registry refuses, or is out of reach.</exception>
    public async Task<IReadOnlyList<byte[]>> AttachedAsync(string artifactType, string scratch, CancellationToken cancellation)
    {
        var store = OciLayout.Open(scratch);
        var payloads = new List<byte[]>();
        foreach (var subject in (await remote.ListAsync(pipeline, cancellation)).Where(tag => tag.IsVersion).Select(tag => tag.Descriptor.Digest).Distinct())
        {
            foreach (var referrer in await remote.ReferrersAsync(pipeline, subject, artifactType, cancellation))
            {
                await remote.PullAsync(store, pipeline, referrer.Digest.ToString(), cancellation);
                payloads.Add(await store.ReadPayloadAsync(referrer, cancellation));
            }
        }

        return payloads;
    }

    /// <summary>Hands what was attached to a package on, and an alias; a deployment that has succeeded does not fail by it.</summary>
    public async Task TryShareAsync(Descriptor package, string? alias, CancellationToken cancellation)
    {
        try
        {
            await Mirror.ShareAsync(package, alias, cancellation);
        }
        catch (RegistryException failure)
        {
            log($"{failure.Message} The deployment stands; {Repository} has no record of it{(alias is null ? "" : $", and '{alias}' there is what it was")}. Deploy again when it can be reached.");
        }
    }

    private async Task LearnAsync() => await FetchAsync(Champion.Tag, CancellationToken.None);
}
