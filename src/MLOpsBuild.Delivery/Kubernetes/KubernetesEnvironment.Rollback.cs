namespace MLOpsBuild.Delivery;

public sealed partial class KubernetesEnvironment
{
    /// <inheritdoc/>
    public async Task<RolloutReport> RollbackAsync(string? version, IProgress<RolloutEvent> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return await ChangeAsync(await OpenAsync(cancellation), $"rolls back to {(version is null ? "the last good release" : $"release {version}")}", progress, async session =>
        {
            var state = await BeginAsync(session, cancellation);
            var earlier = Earlier(session.Kubectl, state, version);
            var serves = state.Current is { State: ReleaseState.Good } current && current.Number == earlier.Number;
            var release = serves ? earlier : earlier with { Since = _options.Time.GetUtcNow(), By = By };
            if (serves && state is { IsTidy: true, Servers: { Done: true, Wanted: > 0 } })
            {
                session.Say($"Release {release.Version} serves already", RolloutEventKind.Ok);
                return Report(session, PlaceOutcome.Unchanged, release.Version);
            }

            // What others have set is taken back too: the release is to serve as it did.
            var before = await ClusterSession.CompareAsync(session.Kubectl, release.Manifest.For(release).In(state.ColorFor(release, _target.Strategy)), force: true, cancellation);
            return await new ClusterRollout(session, state, before).BringAsync(release, force: true, canary: null, cancellation);
        }, cancellation);
    }

    /// <inheritdoc/>
    public async Task<RolloutReport> StopAsync(IProgress<RolloutEvent> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return await ChangeAsync(await OpenAsync(cancellation), "stops the servers", progress, async session =>
        {
            var state = await session.StateAsync(cancellation);
            var serving = _target.ServersOf(state.Color);
            if (state.Canary is not null)
                await session.RemoveCanaryAsync(cancellation);
            if (!state.Idle.IsEmpty)
                await session.RemoveServersAsync(serving, cancellation);
            if (state.Servers is null or { Wanted: 0, All: 0 })
                return Report(session, PlaceOutcome.Unchanged, null, "No server runs.");

            // An autoscaler leaves a Deployment alone that has no servers.
            await session.ScaleAsync(serving, 0, cancellation);
            return await new RolloutWatch(session, serving, state.Current?.Version ?? "of another way").WaitAsync(cancellation) is { } failure
                ? Report(session, PlaceOutcome.Failed, state.Current?.Version, failure)
                : Report(session, PlaceOutcome.Changed, null);
        }, cancellation);
    }

    private static ClusterRelease Earlier(Kubectl kubectl, ClusterState state, string? version)
    {
        if (version is not null)
            return state.Releases.LastOrDefault(release => release.HasServed && release.Version == version)
                ?? throw ClusterErrors.UnknownRelease(kubectl, version, Served(state));

        // From a deploy that did not end it leads to what served before.
        var below = state is { HalfDone: null, Current: { State: ReleaseState.Good } current } ? current.Number : int.MaxValue;
        return state.Releases.LastOrDefault(release => release.State == ReleaseState.Good && release.Number < below) ?? throw ClusterErrors.NothingEarlier(kubectl, state.Current?.Version);
    }

    /// <summary>The versions that served and are kept, oldest first.</summary>
    private static string[] Served(ClusterState state) =>
        [.. state.Releases.Where(release => release.HasServed).Select(release => release.Version).Distinct()];
}
