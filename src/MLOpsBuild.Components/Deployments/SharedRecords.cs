using MLOpsBuild.Delivery;

namespace MLOpsBuild.Components;

/// <summary>What other checkouts, such as those of a CI server, recorded of an environment: each record is attached to its package in the remote registry.</summary>
internal static class SharedRecords
{
    /// <summary>The records in the order of their times. One whose bytes are not what it says is damage; the chain is that of the ledger, which is elsewhere.</summary>
    public static async Task<LedgerReading> ReadAsync(StageScope scope, RemoteReleases remote, string environment, string temporary, CancellationToken cancellation)
    {
        Directory.CreateDirectory(temporary);
        using var scratch = new ScratchFolder(temporary, FormattableString.Invariant($"records-{Environment.ProcessId}"));
        var lines = (await remote.AttachedAsync(LedgerEntry.ArtifactType, scratch.Path, cancellation)).Select(payload => LedgerLine.Read(payload)).ToArray();
        return new(
            [.. lines.Select(line => line.Entry).OfType<LedgerEntry>().DistinctBy(entry => entry.Hash)
                .Where(entry => entry.Record.Pipeline == scope.Pipeline.Name && entry.Record.Environment == environment)
                .OrderBy(entry => entry.Record.Time).ThenBy(entry => entry.Record.Index)],
            [.. lines.Select(line => line.Damage).OfType<string>().Select(damage => $"{remote.Repository}: a record that is attached to a package {damage}.")],
            null);
    }
}
