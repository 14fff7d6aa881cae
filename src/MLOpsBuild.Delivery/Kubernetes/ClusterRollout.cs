using System.Text.Json.Nodes;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Delivery;

/// <summary>Brings a release to a cluster and, where it does not become ready, puts back what served before.</summary>
/// <param name="session">The work that it is part of.</param>
/// <param name="state">What the cluster had before.</param>
/// <param name="before">How what it had differs from the release.</param>
internal sealed class ClusterRollout(ClusterSession session, ClusterState state, ClusterComparison before)
{
    /// <summary>Rolls a release out by the environment's strategy.</summary>
    /// <param name="release">The release; one without a record in the cluster is recorded before anything else.</param>
    /// <param name="force">Whether fields that others have set are taken from them.</param>
    /// <param name="canary">The manifests of the canary that goes first; null where none does.</param>
    /// <param name="cancellation">Undoes it.</param>
    public async Task<RolloutReport> BringAsync(ClusterRelease release, bool force, ClusterManifest? canary, CancellationToken cancellation)
    {
        var isNew = state.Releases.All(kept => kept.Number != release.Number);
        if (isNew)
            await session.Kubectl.RunAsync(["create", "--filename", "-"], cancellation, release.ToObject(session.Target).ToText());
        string? failure;
        try
        {
            if (state.Canary is not null)
            {
                session.Say("Removing a canary that an earlier deploy left behind", RolloutEventKind.Changed);
                await session.RemoveCanaryAsync(cancellation);
            }

            if (canary is not null && session.Target.Strategy is Canary strategy && state is { Good: { } good, Servers.Wanted: > 0 })
            {
                if (await new CanaryPhase(session, session.Target.ServersOf(state.Color), strategy).RunAsync(release, canary, cancellation) is { } breach)
                    return await EndCanaryAsync(release, good, breach, CancellationToken.None);
            }

            failure = await RollAsync(release, force, cancellation);
        }
        catch (Exception stopped) when (stopped is not DeliveryException { Code: DeliveryCodes.Locked })
        {
            // Its own token: what was begun is undone also where the user has asked to end.
            await UndoAsync(release, isNew, "", CancellationToken.None);
            throw;
        }

        if (failure is not null)
            return await UndoAsync(release, isNew, failure + "\n", CancellationToken.None);
        if (canary is not null)
            await session.RemoveCanaryAsync(cancellation);
        await RecordAsync(release, cancellation);
        return new([new(session.Kubectl.Context, PlaceOutcome.Changed, release.Version)]);
    }

    /// <summary>Null once a release's servers are the only ones that are asked, or why they cannot be. Those of a color are asked when all of them are ready, and at one moment.</summary>
    private async Task<string?> RollAsync(ClusterRelease release, bool force, CancellationToken cancellation)
    {
        var (color, manifest) = (state.ColorFor(release, session.Target.Strategy), release.Manifest.For(release));
        var servers = session.Target.ServersOf(color);
        session.Say(color is null ? $"Applying release {release.Version}" : $"Applying release {release.Version} to the {color} servers", RolloutEventKind.Started, release.Image);
        if (color is not null && state is { Color: null, Deployment: { } serving } && manifest.KeepingColorsAway(serving) is { Objects.Count: > 0 } services)
            await session.ApplyAsync(services, force, cancellation);
        await session.ApplyAsync(manifest.Beside(color), force, cancellation);
        await session.EnsureServersAsync(servers, color == state.Color ? manifest.LeastServers : Math.Max(manifest.LeastServers, state.Servers?.Wanted ?? 0), cancellation);
        var watch = new RolloutWatch(session, servers, release.Version);
        if (await watch.WaitAsync(cancellation) is { } failure)
            return failure;
        if (color is null)
            return null;
        await session.ApplyAsync(manifest.In(color), force, cancellation);
        session.Say($"The {color} servers are asked, of release {release.Version}", RolloutEventKind.Changed);
        return await watch.WaitAsync(cancellation);
    }

    /// <summary>Ends a canary that was not good enough; what serves beside it was not touched.</summary>
    private async Task<RolloutReport> EndCanaryAsync(ClusterRelease release, ClusterRelease good, string breach, CancellationToken cancellation)
    {
        session.Say("Removing the canary", RolloutEventKind.Failed, breach);
        await MarkAsync(release, ReleaseState.Failed, cancellation);
        await session.RemoveCanaryAsync(cancellation);
        return Report(PlaceOutcome.WentBack, good.Version, $"{breach}\nRelease {good.Version} serves, as before.") with { Breach = breach };
    }

    /// <summary>Puts back what served before: the last good release by its own manifests, or nothing where nothing was.</summary>
    private async Task<RolloutReport> UndoAsync(ClusterRelease release, bool isNew, string why, CancellationToken cancellation)
    {
        var good = state.Current is { State: ReleaseState.Good } current ? current : state.Releases.LastOrDefault(kept => kept.State == ReleaseState.Good && kept.Number != release.Number);
        session.Say(good is null ? "Undoing" : $"Going back to release {good.Version}", RolloutEventKind.Failed);
        if (isNew)
            await MarkAsync(release, ReleaseState.Failed, cancellation);
        if (session.Target.Strategy is Canary)
            await session.RemoveCanaryAsync(cancellation);
        if (good is null)
            return await UndoToNothingAsync(release, why, cancellation);

        // Servers stay until others are asked.
        await session.DeleteAsync([.. before.Missing.Where(item => item.Kind() != "Deployment" && !good.Manifest.Has(item))], cancellation);
        if (await RollAsync(good, force: true, cancellation) is { } failure)
            return Report(PlaceOutcome.Failed, null, $"{why}Going back failed, too: {failure}");
        await session.RemoveServersAsync(session.Target.ServersOf(state.ColorFor(good, session.Target.Strategy)), cancellation);
        return Report(PlaceOutcome.WentBack, good.Version, $"{why}Release {good.Version} serves, as before.");
    }

    private async Task<RolloutReport> UndoToNothingAsync(ClusterRelease release, string why, CancellationToken cancellation)
    {
        var serving = session.Target.ServersOf(state.Color);
        if (state.Deployment is null)
        {
            await session.DeleteAsync(before.Missing, cancellation);
            await session.RemoveServersAsync(except: null, cancellation);
            return Report(PlaceOutcome.WentBack, null, $"{why}Nothing was deployed before, and nothing is now.");
        }

        if (state.ColorFor(release, session.Target.Strategy) == state.Color)
            await session.Kubectl.RunAsync(["rollout", "undo", $"deployment/{serving}"], cancellation);
        else
            await session.ApplyAsync(new([.. release.Manifest.LeadingTo(state.Color).Objects.Where(item => !IsMissing(item))]), force: true, cancellation);
        await session.DeleteAsync(before.Missing, cancellation);
        await session.RemoveServersAsync(serving, cancellation);
        return await new RolloutWatch(session, serving, "of another way").WaitAsync(cancellation) is { } failure
            ? Report(PlaceOutcome.Failed, null, $"{why}Going back failed, too: {failure}")
            : Report(PlaceOutcome.WentBack, null, $"{why}What was deployed in another way serves, as before.");
    }

    /// <summary>Notes that a release serves, and takes away what only earlier ones had.</summary>
    private async Task RecordAsync(ClusterRelease release, CancellationToken cancellation)
    {
        await MarkAsync(release, ReleaseState.Good, cancellation);
        await session.RemoveServersAsync(session.Target.ServersOf(state.ColorFor(release, session.Target.Strategy)), cancellation);
        foreach (var left in state.Releases.Where(other => other.State == ReleaseState.Good && other.Number > release.Number))
            await MarkAsync(left, ReleaseState.LeftBehind, cancellation);
        ClusterRelease[] kept = [.. state.Releases.Where(other => other.HasServed && other.Version != release.Version).TakeLast(session.Options.KeepReleases - 1), release];
        var dropped = state.Releases.Where(old => kept.All(other => other.Number != old.Number)).ToArray();
        await session.DeleteAsync([.. dropped.Select(old => old.ToObject(session.Target))], cancellation);

        // Settings stay as long as a release that is kept has them: its servers may still start with them.
        var earlier = state.Releases.SelectMany(old => old.Manifest.Objects).Where(item => !release.Manifest.Has(item));
        await session.DeleteAsync([.. earlier.Where(item => item.Kind() != "ConfigMap" || kept.All(other => !other.Manifest.Has(item))).DistinctBy(ClusterComparison.Told)], cancellation);
    }

    private bool IsMissing(JsonObject item) => before.Missing.Any(missing => ClusterComparison.Told(missing) == ClusterComparison.Told(item));

    private Task<string> MarkAsync(ClusterRelease release, ReleaseState mark, CancellationToken cancellation) => session.Kubectl.RunAsync(
        ["annotate", "--overwrite", $"configmap/{ClusterRelease.NameOf(session.Target, release.Number)}", .. release.Annotations.Append(new(Marks.State, mark.ToString())).Select(pair => $"{pair.Key}={pair.Value}")],
        cancellation);

    private RolloutReport Report(PlaceOutcome outcome, string? version, string message) => new([new(session.Kubectl.Context, outcome, version, message)]);
}
