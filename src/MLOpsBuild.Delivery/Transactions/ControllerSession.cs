using System.Collections.Immutable;

namespace MLOpsBuild.Delivery;

/// <summary>An environment that nobody else changes meanwhile.</summary>
public sealed partial class ControllerSession : IAsyncDisposable
{
    private readonly ControllerOptions _options;
    private readonly TransactionFiles _files;
    private readonly DurableFiles _durable;
    private readonly FileStream _held;

    internal ControllerSession(ControllerOptions options, TransactionFiles files, DurableFiles durable, FileStream held)
    {
        _options = options;
        _files = files;
        _durable = durable;
        _held = held;
    }

    /// <summary>What was interrupted and is half done, a sentence; null where nothing is.</summary>
    public string? HalfDone => _files.Journal()?.Tell();

    /// <summary>Brings a release to every place.</summary>
    /// <param name="kind">A deploy, or a promotion.</param>
    /// <param name="order">What is to serve.</param>
    /// <param name="planned">The plan that is carried out, what was observed for it in this session, and who approved it.</param>
    /// <param name="progress">Takes what happens.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DeliveryException">It was refused, or the ledger is damaged; nothing was changed.</exception>
    public async Task<TransactionResult> DeployAsync(
        LedgerKind kind, ReleaseOrder order, PlannedDeploy planned, IProgress<RolloutEvent> progress, CancellationToken cancellation)
    {
        var ledger = await _options.Ledger.RepairAsync(cancellation);
        if (!ledger.Damage.IsEmpty)
            throw DeliveryErrors.LedgerDamaged(_options.Ledger.Path, ledger.Damage);
        var journal = New(kind) with
        {
            Version = order.Version,
            Digest = order.Digest,
            Plan = PlanFile.DigestOf(planned.Plan),
            Approver = planned.Approval?.By,
            Data = planned.Plan.Release.Evidence?.Data,
            Commit = planned.Plan.Release.Evidence?.Commit,
            Gates = planned.Plan.Release.Evidence?.Verdict,
        };
        return await RunAsync(journal, planned.Places, _ => _options.Driver.DeployAsync(order, progress, cancellation), cancellation);
    }

    /// <summary>Serves an earlier release again.</summary>
    /// <param name="version">The release; null takes what served before what was half done, or the last good one.</param>
    /// <param name="approver">Who approved it; null where nobody was asked: going back needs no approval.</param>
    /// <param name="progress">Takes what happens.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<TransactionResult> RollbackAsync(string? version, string? approver, IProgress<RolloutEvent> progress, CancellationToken cancellation) => await RunAsync(
        New(LedgerKind.Rollback) with { Version = version, Approver = approver },
        await _options.Driver.ObserveAsync(cancellation),
        journal => _options.Driver.RollbackAsync(journal.Version, progress, cancellation),
        cancellation);

    /// <summary>Stops the servers of every place.</summary>
    public async Task<TransactionResult> StopAsync(IProgress<RolloutEvent> progress, CancellationToken cancellation) => await RunAsync(
        New(LedgerKind.Stop), await _options.Driver.ObserveAsync(cancellation), _ => _options.Driver.StopAsync(progress, cancellation), cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _held.DisposeAsync();

    private TransactionJournal New(LedgerKind kind) => new()
    {
        Id = Guid.NewGuid().ToString("N"),
        Kind = kind,
        Operator = _options.Operator,
        Pid = Environment.ProcessId,
        Since = _options.Time.GetUtcNow(),
        Before = [],
    };

    private async Task<TransactionResult> RunAsync(
        TransactionJournal journal, ImmutableArray<PlaceState> places, Func<TransactionJournal, Task<RolloutReport>> work, CancellationToken cancellation)
    {
        var open = await SettleAsync(places, cancellation);
        journal = await FollowAsync(journal, open, places, cancellation);
        if (journal is { Approver: { } approver, Plan: not null })
            await RecordAsync(journal.ToRecord(LedgerKind.Approve, _options.Pipeline, _options.Environment, [], $"{approver} approved the plan."), cancellation);
        _files.Write(journal);
        try
        {
            var report = await work(journal);
            return await CloseAsync(journal, report);
        }
        catch (DeliveryException mistake) when (mistake.Fault == DeliveryFault.Mistake)
        {
            // It was refused before anything was tried, so there is nothing to record.
            if (open is null)
                _files.Close();
            else
                _files.Write(open);
            throw;
        }
        catch (Exception failure)
        {
            await TryToSettleAsync(failure.Message);
            throw;
        }
    }

    /// <summary>Takes over what is half done: the same release is finished, another one is recorded as failed, and what served before stays what is gone back to.</summary>
    private async Task<TransactionJournal> FollowAsync(TransactionJournal journal, TransactionJournal? open, ImmutableArray<PlaceState> places, CancellationToken cancellation)
    {
        if (open is not null)
        {
            if (open.Kind == journal.Kind && open.Version == journal.Version && open.Digest == journal.Digest)
                return journal with { Id = open.Id, Before = open.Before };
            if (await RecordOfAsync(open, cancellation) is null)
                await RecordAsync(open.ToRecord(LedgerKind.Failed, _options.Pipeline, _options.Environment, [], open.Tell() + $" The {journal.Name} followed."), cancellation);
            journal = journal with { Before = open.Before };
        }
        else
        {
            journal = journal with { Before = [.. places.Select(place => new PlaceBefore(place.Place, place.Version, place.Digest))] };
        }

        return journal is { Kind: LedgerKind.Rollback, Version: null }
            ? journal with { Version = open is not null ? open.Earlier : await LastGoodAsync(places, cancellation) }
            : journal;
    }

    /// <summary>The newest release before the one that serves that was not gone back from and that every place keeps; null lets the places choose.</summary>
    private async Task<string?> LastGoodAsync(ImmutableArray<PlaceState> places, CancellationToken cancellation)
    {
        var served = (await _options.Ledger.ReadAsync(cancellation)).Served();
        var current = places.Select(place => place.Version).Distinct().ToArray() is [{ } only] ? served.LastOrDefault(record => record.Version == only) : null;
        return current is null ? null : served.TakeWhile(record => record != current)
            .LastOrDefault(record => places.All(place => place.Releases.IsEmpty || place.Releases.Contains(record.Version!)))?.Version;
    }

    private async Task<TransactionResult> CloseAsync(TransactionJournal journal, RolloutReport report)
    {
        // The work is done: what is left is to say so, which a Ctrl-C does not end.
        var versions = report.Places.Select(place => place.Version).Distinct().ToArray();
        var version = versions is [var only] ? only : null;
        if (report.Succeeded && journal.Kind == LedgerKind.Rollback)
            journal = await WithWhatServesAsync(journal, version);
        var entry = await RecordAsync(
            journal.ToRecord(report.Succeeded ? journal.Kind : LedgerKind.Failed, _options.Pipeline, _options.Environment, report.Places, report.Succeeded ? null : $"The {journal.Name} failed. {report.Breach}".TrimEnd()),
            CancellationToken.None);
        var halfDone = !report.Succeeded && report.Places.Any(place => place.Outcome is PlaceOutcome.Changed or PlaceOutcome.Failed or PlaceOutcome.Unreachable);
        if (halfDone)
            _files.Write(journal);
        else
            _files.Close();
        return new(report, version, entry, halfDone);
    }

    /// <summary>A rollback needs no registry: what its release is made of is told by the places and by the ledger.</summary>
    private async Task<TransactionJournal> WithWhatServesAsync(TransactionJournal journal, string? version)
    {
        var digest = (await _options.Driver.ObserveAsync(CancellationToken.None)).FirstOrDefault(place => place.Version == version)?.Digest;
        var known = (await _options.Ledger.ReadAsync()).Entries.LastOrDefault(entry => entry.Record.Digest == digest && entry.Record.Kind != LedgerKind.Approve)?.Record;
        return journal with { Version = version, Digest = digest, Data = known?.Data, Commit = known?.Commit, Gates = known?.Gates };
    }

    private async Task<LedgerEntry?> RecordAsync(LedgerRecord record, CancellationToken cancellation)
    {
        try
        {
            var entry = await _options.Ledger.AppendAsync(record, cancellation);
            await FollowUpAsync(entry, cancellation);
            return entry;
        }
        catch (DeliveryException damage) when (damage.Code == DeliveryCodes.LedgerDamaged)
        {
            // A ledger that somebody changed does not stand in the way of going back.
            _options.Log(damage.Message);
            return null;
        }
    }

    private async Task FollowUpAsync(LedgerEntry entry, CancellationToken cancellation)
    {
        _durable.Step("follow up");
        await _options.Recorded(entry, cancellation);
    }
}
