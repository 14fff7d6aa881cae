namespace MLOpsBuild.Delivery;

/// <summary>Brings a release into service: tries it beside the one that serves, and changes over only when it answers right. What served before serves again when anything fails.</summary>
internal sealed class Rollout(LocalPaths paths, Records records, ServerLauncher launcher, ServerProbe probe, LocalDeploymentOptions options, Action<string> log)
{
    /// <summary>The state with the release in service, already on disk, and how many known rows it answered.</summary>
    public async Task<(LocalState State, int KnownRows)> RunAsync(LocalState state, ReleaseFolder release, int port, Journal journal, CancellationToken cancellation)
    {
        var old = state.Running is { } running && Serves(running) ? running : null;
        var oursOnPort = old?.Port == port ? old.Pid : (int?)null;
        PortOwner.EnsureFree(port, oursOnPort);
        records.Write(journal with { Step = DeployStep.Try });
        await TryAsync(release, Back(state, old), cancellation);

        records.Write(journal with { Step = DeployStep.Switch });
        PortOwner.EnsureFree(port, oursOnPort);
        KeepLog(release);
        var started = launcher.Start(release, port, release.Log);
        try
        {
            var (_, failure) = await probe.WaitAsync(started, release, cancellation);
            if (failure is not null)
                throw DeliveryErrors.NotReady(release.Version, failure, release.Log, Back(state, old));
            records.Write(journal with { Step = DeployStep.Switch, Started = started });
        }
        catch
        {
            await StopAsync(started);
            throw;
        }

        return await ChangeOverAsync(state, old, started, release, journal);
    }

    /// <summary>Whether it is a server of this deployment and runs.</summary>
    public bool Serves(RunningServer server) => server.Alive && (!OperatingSystem.IsLinux() || paths.IsServer(server.Pid));

    /// <summary>Ends a server, its requests first.</summary>
    public async Task StopAsync(RunningServer server)
    {
        if (!await ProcessStop.StopAsync(server.Pid, server.Identity, options.StopTimeout, options.Time))
            log(FormattableString.Invariant($"The server of release {server.Version} (process {server.Pid}) did not stop within {options.StopTimeout.TotalSeconds:0.#} s and was killed."));
    }

    private async Task TryAsync(ReleaseFolder release, string back, CancellationToken cancellation)
    {
        log($"Trying release {release.Version} beside the one that serves");
        var trial = launcher.Start(release, 0, release.TrialLog);
        try
        {
            var (url, failure) = await probe.WaitAsync(trial, release, cancellation);
            if (url is null)
                throw DeliveryErrors.NotReady(release.Version, failure!, release.TrialLog, back);
            (_, failure) = await probe.CompareAsync(url, release, cancellation);
            if (failure is not null)
                throw DeliveryErrors.WrongAnswer(release.Version, failure, release.TrialLog, back);
        }
        finally
        {
            await StopAsync(trial);
        }
    }

    // From here on both servers listen on the port, so that it is never without one; it is not cancelled half way.
    private async Task<(LocalState State, int KnownRows)> ChangeOverAsync(LocalState state, RunningServer? old, RunningServer started, ReleaseFolder release, Journal journal)
    {
        if (old is not null)
        {
            log($"Changing over from release {old.Version}");
            await StopAsync(old);
        }

        var (rows, failure) = await probe.CompareAsync(started.Url, release, CancellationToken.None);
        if (failure is not null)
        {
            await StopAsync(started);
            throw DeliveryErrors.WrongAnswer(release.Version, failure, release.Log, await RestoreAsync(state, old));
        }

        var changed = Deployed(state, started, journal);
        records.Write(changed);
        records.Close();
        return (changed, rows);
    }

    /// <summary>The state with a new server in service.</summary>
    public static LocalState Deployed(LocalState state, RunningServer started, Journal journal)
    {
        var at = state.Releases.IndexOf(state.Find(started.Version)!);
        return state with
        {
            Current = started.Version,
            Running = started,
            Port = started.Port,
            Releases = journal.Back && at >= 0
                ? [.. state.Releases.Select((kept, i) => i < at ? kept : kept with { LeftBehind = i > at })]
                : [.. state.Releases.Where(kept => kept.Version != started.Version), journal.Release],
        };
    }

    private async Task<string> RestoreAsync(LocalState state, RunningServer? old)
    {
        if (old is null)
            return Back(state, old);
        var release = paths.Release(old.Version);
        KeepLog(release);
        var again = launcher.Start(release, old.Port, release.Log);
        records.Write(state with { Running = again });
        var (_, failure) = await probe.WaitAsync(again, release, CancellationToken.None);
        return failure is null ? Back(state, again) : $"Release {old.Version} was started again and {failure}: see '{release.Log}'.";
    }

    private static string Back(LocalState state, RunningServer? old) =>
        old is not null ? $"Release {old.Version} serves at {old.Url.GetLeftPart(UriPartial.Authority)}, as before."
        : state.Current is not null ? $"Release {state.Current} is still the current one; no server runs, as before."
        : "Nothing was deployed before, and nothing is now.";

    private void KeepLog(ReleaseFolder release)
    {
        if (File.Exists(release.Log))
            options.Files.Move(release.Log, release.Log + ".1");
    }
}
