using System.Collections.Immutable;

namespace MLOpsBuild.Delivery;

/// <summary>Puts right what an interrupted deploy left: half a release, a server that nobody knows of, a changeover without its record.</summary>
internal sealed class Recovery(LocalPaths paths, Records records, DurableFiles files, Rollout rollout)
{
    /// <summary>The state as it is true now, and what was put right, a sentence each.</summary>
    public async Task<(LocalState State, ImmutableArray<string> Repairs)> RunAsync()
    {
        var state = records.State();
        var repairs = ImmutableArray.CreateBuilder<string>();
        if (records.Journal() is { } journal)
            state = await FinishAsync(state, journal, repairs);
        foreach (var pid in Strays(state))
        {
            await rollout.StopAsync(new("unknown", pid, ProcessIdentity.Of(pid) ?? "ended", 0, default));
            repairs.Add(FormattableString.Invariant($"Stopped process {pid}, a model server that no record names."));
        }

        files.DeleteFolder(paths.Staging);
        records.Point(state);
        return (state, repairs.ToImmutable());
    }

    /// <summary>What an interrupted deploy was doing, as a sentence.</summary>
    public static string Tell(Journal journal) => FormattableString.Invariant(
        $"The {(journal.Back ? "rollback to" : "deploy of")} release {journal.Release.Version} by process {journal.Pid} was interrupted {Step(journal)} ({journal.Since:u}).");

    private async Task<LocalState> FinishAsync(LocalState state, Journal journal, ImmutableArray<string>.Builder repairs)
    {
        if (journal.Started is { } started && rollout.Serves(started))
        {
            if (state.Running is { } old && old.Pid != started.Pid && rollout.Serves(old))
                await rollout.StopAsync(old);
            if (state.Running?.Pid != started.Pid)
                state = Rollout.Deployed(state, started, journal);
            records.Write(state);
            repairs.Add(Tell(journal) + " Its server had passed its checks, so the changeover was finished.");
        }
        else
        {
            repairs.Add(Tell(journal) + (state.Current is null ? " What it left was removed." : $" What it left was removed; release {state.Current} is the current one."));
        }

        records.Close();
        return state;
    }

    private IEnumerable<int> Strays(LocalState state) =>
        [.. CommandLines.Pids().Where(pid => pid != state.Running?.Pid && paths.IsServer(pid) && ProcessIdentity.Of(pid) is not null)];

    private static string Step(Journal journal) => journal.Step switch
    {
        DeployStep.Unpack => "while it unpacked",
        DeployStep.Try => "while it tried the release",
        _ => "while it changed over",
    };
}
