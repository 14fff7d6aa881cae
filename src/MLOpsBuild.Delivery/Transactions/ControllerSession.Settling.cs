using System.Collections.Immutable;

namespace MLOpsBuild.Delivery;

public sealed partial class ControllerSession
{
    private enum Side
    {
        Done,
        Undone,
        Between,
    }

    /// <summary>Records and closes what was interrupted where all places are on one side; what is between stays open and is returned.</summary>
    private async Task<TransactionJournal?> SettleAsync(ImmutableArray<PlaceState> places, CancellationToken cancellation, string? why = null)
    {
        if (_files.Journal() is not { } journal)
            return null;
        var side = SideOf(journal, places);
        if (side == Side.Between)
            return journal;

        var recorded = await RecordOfAsync(journal, cancellation);
        if (recorded is not null)
            await FollowUpAsync(recorded, cancellation);
        else
            await RecordAsync(Closing(journal, side, places, why), cancellation);
        _files.Close();
        if (why is null)
            _options.Log(journal.Tell() + (side == Side.Done ? " Every place had changed: it is recorded now." : " No place had changed: nothing is left of it."));
        return null;
    }

    private LedgerRecord Closing(TransactionJournal journal, Side side, ImmutableArray<PlaceState> places, string? why)
    {
        if (side == Side.Undone)
            return journal.ToRecord(LedgerKind.Failed, _options.Pipeline, _options.Environment, [], why ?? journal.Tell() + " No place had changed.");
        var served = places.FirstOrDefault(place => place.Version is not null);
        return journal.ToRecord(
            journal.Kind, _options.Pipeline, _options.Environment,
            [.. places.Select(place => new PlaceResult(place.Place, PlaceOutcome.Changed, place.Version))],
            journal.Tell() + " Every place had changed.") with
        {
            Version = journal.Version ?? served?.Version,
            Digest = journal.Digest ?? served?.Digest,
        };
    }

    private async Task TryToSettleAsync(string why)
    {
        try
        {
            if (await SettleAsync(await _options.Driver.ObserveAsync(CancellationToken.None), CancellationToken.None, why) is { } open)
                _options.Log(open.Tell() + " The next deploy or rollback puts it right.");
        }
        catch (Exception exception) when (exception is DeliveryException or IOException)
        {
            // What failed is told; the journal stays for the next deploy or rollback.
            _options.Log(exception.Message);
        }
    }

    /// <summary>The record that a transaction was closed by, also where the writing of it was interrupted; null where there is none.</summary>
    private async Task<LedgerEntry?> RecordOfAsync(TransactionJournal journal, CancellationToken cancellation) =>
        (await _options.Ledger.RepairAsync(cancellation)).Entries.LastOrDefault(entry => entry.Record.Transaction == journal.Id && entry.Record.Kind != LedgerKind.Approve);

    private static Side SideOf(TransactionJournal journal, ImmutableArray<PlaceState> places)
    {
        if (places.Any(place => place.Note is not null || place.Health == PlaceHealth.Unreachable))
            return Side.Between;
        if (journal.Kind == LedgerKind.Stop)
            return places.All(place => place.Health is PlaceHealth.Stopped or PlaceHealth.Nothing) ? Side.Done : Side.Undone;
        var before = journal.Before.ToDictionary(place => place.Place);
        var (asBefore, asWanted) = (places.All(place => before.TryGetValue(place.Place, out var old) && old.Version == place.Version && old.Digest == place.Digest), places.All(place => Serves(journal, place)));
        return asBefore ? asWanted && journal.Version is not null ? Side.Between : Side.Undone // what served before with another server or settings cannot be told from what was to serve
            : asWanted && places.Select(place => place.Version).Distinct().Count() == 1 ? Side.Done : Side.Between;
    }

    private static bool Serves(TransactionJournal journal, PlaceState place) =>
        place.Health == PlaceHealth.Healthy && (journal.Version is null || journal.Version == place.Version) && (journal.Digest is null || journal.Digest == place.Digest);
}
