using System.Collections.Immutable;
using MLOpsBuild.Delivery;
using MLOpsBuild.Learning;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>A plan and what it was made of.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Places">What was observed for it.</param>
/// <param name="Findings">What stands against it.</param>
internal sealed record Planned(DeployPlan Plan, ImmutableArray<PlaceState> Places, ImmutableArray<string> Findings)
{
    public string Digest { get; } = PlanFile.DigestOf(Plan);
}

/// <summary>Asks the world, the registry and the ledgers what a deploy would change.</summary>
internal sealed class Planning(IHazEnvironments build, Site site, SelectedRelease release)
{
    private readonly StageScope _scope = BuildState.Of(build).Stages.Scope;

    /// <summary>The plan of bringing the release to the environment.</summary>
    /// <param name="order">What a deploy would be given.</param>
    /// <param name="halfDone">What an earlier deploy left; null where nothing.</param>
    /// <param name="isBinding">Whether somebody decides by the plan, so that places are asked for their settings too, which takes a run of its own.</param>
    /// <param name="cancellation">Ends the asking.</param>
    public async Task<Planned> MakeAsync(ReleaseOrder order, string? halfDone, bool isBinding, CancellationToken cancellation)
    {
        var facts = await ReleaseFacts.OfAsync(_scope, release, cancellation);
        var places = await site.Driver.ObserveAsync(cancellation);
        var plan = DeployPlanner.Plan(new()
        {
            Pipeline = site.Pipeline,
            Environment = site.Environment,
            Release = new() { Version = release.Version, Digest = release.Digest, Image = order.Image, Evidence = facts.Evidence },
            Places = places,
            Check = IsChecked(places, isBinding) ? await site.Driver.DeployAsync(order with { Check = true }, new Quiet(), cancellation) : null,
            Schemas = await SchemasAsync(places, cancellation),
            Signatures = facts.Signatures,
            Ledger = await site.Ledger.ReadAsync(cancellation),
            Earlier = site.Environment.After is { } after ? await Trusted(after, cancellation) : null,
            HalfDone = halfDone,
        });
        return new(plan, places, DeployPolicy.Findings(plan));
    }

    /// <summary>Whether the places are asked what a deploy would change besides the release: not where nothing serves yet, and not where one of them cannot be asked.</summary>
    private bool IsChecked(ImmutableArray<PlaceState> places, bool isBinding) => places.Any(place => place.Digest == release.Digest)
        || ((isBinding || site.Environment.Cluster is not null) && places.Any(place => place.Version is not null) && places.All(place => place.Health != PlaceHealth.Unreachable));

    /// <summary>The ledger of an earlier environment, whose word counts only where nobody changed it.</summary>
    private async Task<LedgerReading> Trusted(string environment, CancellationToken cancellation)
    {
        var ledger = Site.LedgerOf(build, environment);
        var reading = await ledger.ReadAsync(cancellation);
        if (reading.Damage.IsEmpty)
            return reading.RanAs(release.Digest) is null ? reading with { Entries = [.. reading.Entries, .. await AttachedAsync(environment, cancellation)] } : reading;
        throw new TargetFailedException(string.Join('\n', [$"The ledger of '{environment}' was changed, so nothing that it says counts:", .. reading.Damage]));
    }

    /// <summary>What another checkout recorded of the environment and attached to the package.</summary>
    private async Task<IEnumerable<LedgerEntry>> AttachedAsync(string environment, CancellationToken cancellation)
    {
        var entries = new List<LedgerEntry>();
        await foreach (var payload in release.PayloadsAsync(LedgerEntry.ArtifactType, cancellation))
        {
            if (LedgerLine.Read(payload).Entry is { } entry && entry.Record.Environment == environment && entry.Record.Pipeline == site.Pipeline.Name)
                entries.Add(entry);
        }

        return entries;
    }

    private async Task<ImmutableDictionary<string, byte[]>> SchemasAsync(ImmutableArray<PlaceState> places, CancellationToken cancellation)
    {
        var serving = places.Select(place => place.Digest).OfType<string>().Where(digest => digest != release.Digest).Distinct().ToArray();
        var schemas = ImmutableDictionary<string, byte[]>.Empty;
        if (serving.Length == 0)
            return schemas;
        foreach (var digest in serving.Append(release.Digest))
        {
            if (BuildState.Of(build).Stages.Scope.Remote is { } remote && digest != release.Digest)
                await remote.TryFetchAsync(digest, $"What serves as {digest} is not compared by its schema.", cancellation);
            if (await release.Registry.FindAsync(site.Pipeline.Name, digest, cancellation) is { } package)
                schemas = schemas.SetItem(digest, await SchemaAsync(package, cancellation));
        }

        return schemas;
    }

    private async Task<byte[]> SchemaAsync(Descriptor package, CancellationToken cancellation)
    {
        Directory.CreateDirectory(build.TemporaryDirectory);
        using var folder = new ScratchFolder(build.TemporaryDirectory, $"schema-{Environment.ProcessId}");
        await release.Registry.UnpackAsync(package, folder.Path, cancellation);
        return await File.ReadAllBytesAsync(Path.Combine(folder.Path, StageFiles.ModelSchema), cancellation);
    }

    private sealed class Quiet : IProgress<RolloutEvent>
    {
        public void Report(RolloutEvent value)
        {
        }
    }
}
