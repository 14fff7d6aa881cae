using System.Collections.Immutable;

namespace MLOpsBuild.Delivery;

/// <summary>A ledger as it stands on disk.</summary>
/// <param name="Entries">The records that are whole, in order.</param>
/// <param name="Damage">What was changed, removed, added or moved, a sentence each with the line; empty where nothing was.</param>
/// <param name="Unfinished">What an interrupted write left, a sentence; the next write finishes it. Null where there is nothing.</param>
public sealed record LedgerReading(ImmutableArray<LedgerEntry> Entries, ImmutableArray<string> Damage, string? Unfinished)
{
    /// <summary>The hash of the last record; of what stands before the first where there is none.</summary>
    public string Head => Entries.IsEmpty ? LedgerLine.Genesis : Entries[^1].Hash;

    /// <summary>The record that says what served at a moment, or null where nothing did: of those whose time is not after the moment, the one written last. So where the clock of a machine was ahead, its record counts from its time on and only until the next one was written; the order of records is never that of their times.</summary>
    public LedgerEntry? ServedAt(DateTimeOffset moment)
    {
        var last = Entries.LastOrDefault(entry => entry.Record.Time <= moment && Serves(entry.Record) is not null);
        return last is not null && Serves(last.Record) == true ? last : null;
    }

    /// <summary>Whether a digest was deployed, and the record that says so.</summary>
    public LedgerEntry? RanAs(string digest) => Entries.LastOrDefault(entry => Serves(entry.Record) == true && entry.Record.Digest == digest);

    /// <summary>The releases that were deployed and not gone back from, oldest first: the last one serves, the one before it is the last good.</summary>
    public ImmutableArray<LedgerRecord> Served()
    {
        var served = ImmutableArray<LedgerRecord>.Empty;
        foreach (var record in Entries.Select(entry => entry.Record).Where(record => Serves(record) == true))
        {
            var at = served.IndexOf(served.FirstOrDefault(other => other.Version == record.Version)!);
            served = at < 0 ? served.Add(record)
                : record.Kind == LedgerKind.Rollback ? served[..at].Add(record)
                : served.RemoveAt(at).Add(record);
        }

        return served;
    }

    private static bool? Serves(LedgerRecord record) => record.Kind switch
    {
        LedgerKind.Deploy or LedgerKind.Promote or LedgerKind.Rollback => true,
        LedgerKind.Stop => false,
        _ => null,
    };
}
