using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Delivery;

public sealed partial class AnsibleEnvironment
{
    /// <summary>Holds every host, so that no other run changes one meanwhile, works, and frees them whatever happens.</summary>
    private async Task<RolloutReport> HeldAsync(JsonObject variables, IProgress<RolloutEvent> progress, Func<Task<RolloutReport>> work, CancellationToken cancellation)
    {
        variables["model_server_holder"] = _mark;
        try
        {
            var holding = Variables();
            holding["model_server_holder"] = _mark;
            await HoldAsync("hold", holding, progress, cancellation);
            variables["model_server_held"] = true;
            return await work();
        }
        finally
        {
            await TryToFreeAsync();
        }
    }

    /// <summary>Runs a playbook that holds its hosts itself, changes them and frees them, which spares two runs of Ansible; where it ends early, the hosts that it changed go back and are freed then.</summary>
    private async Task<RolloutReport> HoldAndBringAsync(string playbook, JsonObject variables, IProgress<RolloutEvent> progress, CancellationToken cancellation)
    {
        variables["model_server_holder"] = _mark;
        var isFree = false;
        try
        {
            var runs = await HoldAsync(playbook, variables, progress, cancellation);
            isFree = runs.All(run => run.IsFreed);
            var report = Report(runs);
            return report.Breach is { } breach ? await TakeBackAsync(report, breach, progress, cancellation) : report;
        }
        finally
        {
            if (!isFree)
                await TryToFreeAsync();
        }
    }

    /// <summary>Runs a playbook that begins by holding every host, and is run again where one is held by a run that is gone.</summary>
    private async Task<IReadOnlyList<HostRun>> HoldAsync(string playbook, JsonObject variables, IProgress<RolloutEvent> progress, CancellationToken cancellation)
    {
        for (var tries = 0; ; tries++)
        {
            var runs = await _runner.RunAsync(playbook, [], variables, [], progress, cancellation);
            if (runs.All(run => run.Holds))
                return runs;
            if (runs.FirstOrDefault(run => run.Holder is not null) is not { Holder: { } holder } held)
                throw AnsibleErrors.NotReady(_environment.Name, runs.Where(run => run.Failure is not null).Select(run => $"{run.Host}: {run.Failure}"));
            if (tries > _environment.Hosts.Length || !(_connection.TakeOver || HostHold.IsGone(holder)))
                throw AnsibleErrors.Held(_environment.Name, held.Host, holder);
            progress.Report(new(held.Host, "Take over from a run that is gone", RolloutEventKind.Changed, holder));
            variables["model_server_take_over"] = holder;
        }
    }

    /// <summary>Frees the hosts that this run holds; one that cannot be reached stays held by a process that will be gone, which the next run finds.</summary>
    private async Task TryToFreeAsync()
    {
        using var patience = new CancellationTokenSource(FreeingTimeout);
        try
        {
            await _runner.RunAsync("free", [], new() { ["model_server_holder"] = _mark }, [], Silent, patience.Token);
        }
        catch (Exception exception) when (exception is DeliveryException or OperationCanceledException)
        {
            // What ended the run is told; this follows from it.
        }
    }

    /// <summary>Runs a playbook that changes hosts; where it ends early, the hosts that it changed go back.</summary>
    private async Task<RolloutReport> BringAsync(string playbook, IReadOnlyCollection<string> only, JsonObject variables, IProgress<RolloutEvent> progress, CancellationToken cancellation)
    {
        var report = Report(await _runner.RunAsync(playbook, only, variables, [], progress, cancellation));
        return report.Breach is { } breach ? await TakeBackAsync(report, breach, progress, cancellation) : report;
    }

    /// <summary>Changes the canaries, watches them under live traffic, and changes the others only where they held.</summary>
    private async Task<RolloutReport> WatchedAsync(Canary canary, JsonObject variables, IProgress<RolloutEvent> progress, CancellationToken cancellation)
    {
        string[] first = [.. _environment.Hosts.Take(canary.Hosts)];
        string[] others = [.. _environment.Hosts.Skip(canary.Hosts)];
        var tried = await BringAsync("deploy", first, variables, progress, cancellation);
        if (tried.Breach is not null)
            return tried;
        if (tried.Places.Any(place => place.Outcome == PlaceOutcome.Changed))
        {
            var breach = await new CanaryWatch(_runner, canary, first, _time, progress).WatchAsync(cancellation);
            if (breach is not null)
                return await TakeBackAsync(tried, breach, progress, cancellation);
        }

        var rest = Report(await _runner.RunAsync("deploy", others, variables, [], progress, cancellation));
        var all = new RolloutReport([.. tried.Places.Take(canary.Hosts), .. rest.Places.Skip(canary.Hosts)], rest.Breach);
        return all.Breach is { } failure ? await TakeBackAsync(all, failure, progress, cancellation) : all;
    }

    /// <summary>Every host that was changed serves again what it served before; one that served nothing serves nothing.</summary>
    private async Task<RolloutReport> TakeBackAsync(RolloutReport report, string breach, IProgress<RolloutEvent> progress, CancellationToken cancellation)
    {
        string[] touched = [.. report.Places.Where(place => place.Outcome == PlaceOutcome.Changed).Select(place => place.Place)];
        if (touched.Length == 0)
            return report with { Breach = breach };
        progress.Report(new(null, "Take back what was changed", RolloutEventKind.Started, breach));
        var variables = Variables();
        variables["model_server_holder"] = _mark;
        variables["model_server_held"] = true;
        variables["model_server_undo"] = true;
        variables["model_server_rollout"] = new JsonArray("100%");
        var back = await _runner.RunAsync("rollback", touched, variables, [], progress, cancellation);
        return new([.. report.Places.Select(place => touched.Contains(place.Place) ? TakenBack(back.First(run => run.Host == place.Place).Result(), breach) : place)], breach);
    }

    private static PlaceResult TakenBack(PlaceResult back, string breach) => back.Outcome is PlaceOutcome.Changed or PlaceOutcome.Unchanged
        ? back with { Outcome = PlaceOutcome.WentBack, Message = $"It was taken back. {breach}" }
        : back with { Outcome = back.Outcome == PlaceOutcome.Unreachable ? PlaceOutcome.Unreachable : PlaceOutcome.Failed, Message = $"It could not be taken back: {back.Message} The rollout ended on {breach}" };
}
