namespace MLOpsBuild.Delivery;

public sealed partial class LocalDeployment
{
    /// <summary>Stops the server, its requests first; returns the version that served, or null where none did.</summary>
    public Task<string?> StopAsync(Action<string> log) => ChangeAsync(
        log,
        async session =>
        {
            var running = session.State.Running;
            if (running is null)
                return null;
            var served = session.Rollout.Serves(running);
            if (served)
                await session.Rollout.StopAsync(running);
            _records.Write(session.State with { Running = null });
            return served ? running.Version : null;
        });

    /// <summary>What is deployed and how it is; changes nothing and waits for no lock.</summary>
    public async Task<DeploymentStatus> StatusAsync(CancellationToken cancellation)
    {
        var state = _records.State();
        var note = _records.Journal() is { } journal ? Note(journal) : null;
        var digest = state.Find(state.Current)?.Digest;
        if (state.Current is null)
            return new(DeploymentHealth.Nothing, null, null, null, null, null, note, state.Releases);
        if (state.Running is not { } running)
            return new(DeploymentHealth.Stopped, state.Current, digest, null, null, null, note, state.Releases);
        using var probe = new ServerProbe(_pipeline, _options);
        if (!running.Alive || (OperatingSystem.IsLinux() && !_paths.IsServer(running.Pid)))
            return new(DeploymentHealth.Ended, state.Current, digest, null, null, null, note ?? "The server ended without being told to; deploy again to start it, and see its log.", state.Releases);
        var ready = await probe.IsReadyAsync(running.Url, running.Version, cancellation);
        return new(ready ? DeploymentHealth.Healthy : DeploymentHealth.Unhealthy, state.Current, digest, running.Since, running.Pid, running.Url, note, state.Releases);
    }

    /// <summary>The last lines of the current release's server log, oldest first.</summary>
    /// <exception cref="DeliveryException">Nothing was deployed.</exception>
    public IReadOnlyList<string> Logs(int lines) => _records.State().Current is { } current
        ? LogTail.Read(_paths.Release(current).Log, lines)
        : throw DeliveryErrors.NothingDeployed(_pipeline);

    private static string Note(Journal journal) => ProcessIdentity.Of(journal.Pid) is not null
        ? FormattableString.Invariant($"Process {journal.Pid} deploys release {journal.Release.Version} since {journal.Since:u}.")
        : Recovery.Tell(journal) + " The next deploy, rollback or stop puts it right.";
}
