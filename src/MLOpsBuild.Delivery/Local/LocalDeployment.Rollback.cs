namespace MLOpsBuild.Delivery;

public sealed partial class LocalDeployment
{
    /// <summary>Serves an earlier release again; needs no registry.</summary>
    /// <param name="version">The release to go to; null takes the one before the current that was not itself left behind.</param>
    /// <param name="log">Takes lines for people while it works.</param>
    /// <param name="cancellation">Stops it until the changeover.</param>
    /// <exception cref="DeliveryException">There is none, it is damaged, or it failed its checks; what served before serves.</exception>
    public Task<DeployOutcome> RollbackAsync(string? version, Action<string> log, CancellationToken cancellation) => ChangeAsync(
        log,
        async session =>
        {
            var state = session.State;
            var current = state.Current ?? throw DeliveryErrors.NothingDeployed(_pipeline);
            var target = version is null ? Earlier(state, current) : Named(state, version);
            if (target.Version == current && state.Running is { } running && await HealthyAsync(session, running, cancellation))
                return Outcome(DeployKind.UpToDate, state, current, 0, session.Repairs);

            var release = _paths.Release(target.Version);
            release.Verify();
            var journal = Start(DeployStep.Try, target, back: true);
            var (changed, rows) = await session.Rollout.RunAsync(state, release, state.Port, journal, cancellation);
            return Outcome(DeployKind.WentBack, changed, current, rows, session.Repairs);
        });

    private KeptRelease Earlier(LocalState state, string current) => state.Releases
        .TakeWhile(release => release.Version != current)
        .LastOrDefault(release => !release.LeftBehind && Directory.Exists(_paths.Release(release.Version).Path))
        ?? throw DeliveryErrors.NothingEarlier(current);

    private KeptRelease Named(LocalState state, string version) =>
        state.Find(version) is { } release && Directory.Exists(_paths.Release(version).Path)
            ? release
            : throw DeliveryErrors.UnknownRelease(version, state.Releases.Select(kept => kept.Version));
}
