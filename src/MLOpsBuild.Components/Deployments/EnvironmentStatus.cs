using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MLOpsBuild.Delivery;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Components;

/// <summary>What serves in an environment, since when, by whom and how it is.</summary>
/// <param name="Environment">Its name.</param>
/// <param name="Places">What its places have; empty where nothing leads to it.</param>
/// <param name="By">Who brought what serves; null where that is not recorded.</param>
/// <param name="Notes">What else is to be known, a sentence each.</param>
internal sealed record EnvironmentStatus(string Environment, ImmutableArray<PlaceState> Places, string? By, ImmutableArray<string> Notes)
{
    private const int ShortDigest = 19;

    /// <summary>One word or two for the summary of the run.</summary>
    public string Summary => Places.IsEmpty ? "not reached" : $"{Versions} {Health}";

    private string Versions => string.Join(", ", Places.GroupBy(Version).Select(group =>
        Places.Length == group.Count() ? group.Key : string.Create(CultureInfo.InvariantCulture, $"{group.Key} on {group.Count()}")));

    private string Digests => string.Join(", ", Places.Select(place => place.Digest is { } digest ? digest[..Math.Min(ShortDigest, digest.Length)] : "-").Distinct());

    private string Health => string.Join(", ", Places.Select(place => place.Health.ToString().ToLowerInvariant()).Distinct());

    private string Since => Places.Select(place => place.Since).OfType<DateTimeOffset>().DefaultIfEmpty().Min() is var since && since == default
        ? "-" : since.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + "Z";

    private string Drift => Places.Sum(place => place.Drift.Length) is var count && count == 0 ? "none" : count.ToString(CultureInfo.InvariantCulture);

    public static async Task<EnvironmentStatus> OfAsync(IHazEnvironments build, DeployEnvironment environment, CancellationToken cancellation)
    {
        Site site;
        try
        {
            site = Site.Of(build, environment);
        }
        catch (UserMistakeException unreached) when (build.TargetEnvironment is null)
        {
            return new(environment.Name, [], null, [unreached.Message]);
        }

        var notes = ImmutableArray.CreateBuilder<string>();
        if (site.Controller.Busy() is { } holder)
            notes.Add($"Is being changed by {holder}.");
        if (site.Controller.HalfDone() is { } half)
            notes.Add($"{half} ./build.sh Deploy --environment {environment.Name} finishes it, ./build.sh Rollback --environment {environment.Name} undoes it.");
        var ledger = await site.Ledger.ReadAsync(cancellation);
        notes.AddRange(ledger.Damage);
        try
        {
            var places = await site.Driver.ObserveAsync(cancellation);
            var by = Bringer(ledger, places.Select(place => place.Digest).FirstOrDefault(digest => digest is not null));
            return new(environment.Name, places, by ?? Bringers(places), notes.ToImmutable());
        }
        catch (DeliveryException unreached) when (build.TargetEnvironment is null)
        {
            return new(environment.Name, [], null, [.. notes, unreached.Message]); // the others are told all the same
        }
    }

    /// <summary>The environments as a table, with what is to be known below it.</summary>
    public static string Text(string pipeline, IReadOnlyList<EnvironmentStatus> rows, bool details)
    {
        string[][] cells =
        [
            ["environment", "version", "digest", "since", "by", "health", "drift"],
            .. rows.Select(row => row.Places.IsEmpty
                ? (string[])[row.Environment, "-", "-", "-", "-", "not reached", "-"]
                : [row.Environment, row.Versions, row.Digests, row.Since, row.By ?? "-", row.Health, row.Drift]),
        ];
        var text = new StringBuilder(pipeline).Append('\n').Append(Table(cells));
        foreach (var row in rows)
        {
            foreach (var note in row.Notes)
                text.Append(CultureInfo.InvariantCulture, $"\n{row.Environment}: {note}");
            foreach (var place in row.Places)
            {
                foreach (var note in place.Drift.Select(drift => "drift: " + drift).Concat(place.Note is null ? [] : [place.Note]))
                    text.Append(CultureInfo.InvariantCulture, $"\n{row.Environment}: {place.Place}: {note}");
            }
        }

        return details && rows is [var only] && !only.Places.IsEmpty ? text.Append('\n').Append(Details(only)).ToString() : text.ToString();
    }

    private static string Details(EnvironmentStatus status) => Table(
    [
        ["place", "version", "digest", "health", "keeps"],
        .. status.Places.Select(place => (string[])[place.Place, place.Version ?? "-", place.Digest ?? "-", place.Health.ToString().ToLowerInvariant(), place.Releases.IsEmpty ? "-" : string.Join(", ", place.Releases)]),
    ]);

    /// <summary>Who brought a release, as the ledger knows it.</summary>
    public static string? Bringer(LedgerReading ledger, string? digest) =>
        digest is not null && ledger.RanAs(digest)?.Record is { } record
            ? record.Approver is null ? record.Operator : $"{record.Operator}, approved by {record.Approver}"
            : null;

    /// <summary>Who brought what serves, as the places know them: another checkout has the ledger.</summary>
    private static string? Bringers(ImmutableArray<PlaceState> places) =>
        string.Join(", ", places.Select(place => place.By).OfType<string>().Distinct()) is { Length: > 0 } names ? names : null;

    private static string Version(PlaceState place) => place.Version ?? (place.Health == PlaceHealth.Unreachable ? "not known" : "nothing");

    private static string Table(string[][] cells)
    {
        var widths = Enumerable.Range(0, cells[0].Length).Select(column => cells.Max(row => row[column].Length)).ToArray();
        return string.Join('\n', cells.Select(row => "  " + string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()));
    }
}
