using System.Globalization;
using System.Text;
using MLOpsBuild.Delivery;

namespace MLOpsBuild.Components;

/// <summary>Answers what ran when, and whether anybody changed the answer.</summary>
internal static class LedgerReport
{
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd' 'HH:mm:ssK", "yyyy-MM-dd' 'HH:mmK", "yyyy-MM-dd"];

    /// <exception cref="UserMistakeException">The moment is none.</exception>
    public static bool IsPossible(ILedger build)
    {
        _ = Environments.Selected(build);
        return build.At is null || Moment(build.At) is not null
            ? true
            : throw new UserMistakeException($"--at: '{build.At}' is no moment. Give one such as 2026-03-01T12:00Z; without a zone it is UTC.");
    }

    public static Task RunAsync(ILedger build, CancellationToken cancellation) => Failures.TranslateAsync(async () =>
    {
        var environment = Environments.Selected(build).Name;
        var ledger = Site.LedgerOf(build, environment);
        var reading = await ledger.ReadAsync(cancellation);
        if (reading is { Entries.IsEmpty: true, Damage.IsEmpty: true, Unfinished: null } && BuildState.Of(build).Stages.Scope is { Remote: { } remote } scope)
        {
            reading = await SharedRecords.ReadAsync(scope, remote, environment, build.TemporaryDirectory, cancellation);
            Console.WriteLine($"This checkout has no ledger of {environment}: told is what is attached to the packages in {remote.Repository}.");
        }

        if (!reading.Damage.IsEmpty)
            throw DeliveryErrors.LedgerDamaged(ledger.Path, reading.Damage);
        if (reading.Unfinished is { } unfinished)
        {
            Console.WriteLine(unfinished);
            reading = await ledger.RepairAsync(cancellation);
        }

        if (build.At is { } late && Moment(late) > BuildState.Of(build).Stages.Scope.Clock.GetUtcNow())
            Console.WriteLine($"{late} is still to come; this is what is recorded until now.");
        var entries = build.At is { } at ? reading.ServedAt(Moment(at)!.Value) is { } entry ? [entry] : [] : reading.Entries;
        if (build.PrefersJson())
            build.PrintData(Json(entries));
        else
            Console.WriteLine(build.At is null ? List(build.SelectedPipeline.Name, environment, entries) : Served(build, environment, entries.SingleOrDefault()));
        build.ReportFacts([new("records", reading.Entries.Length.ToString(CultureInfo.InvariantCulture)), new("head", reading.Head), .. entries is [var only] && build.At is not null ? [new("release", only.Record.Version ?? "none")] : Array.Empty<KeyValuePair<string, string>>()]);
        return reading;
    });

    private static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    private static string Json(IEnumerable<LedgerEntry> entries) => "[" + string.Join(",\n", entries.Select(entry => Encoding.UTF8.GetString(entry.ToBytes()))) + "]";

    private static string List(string pipeline, string environment, IReadOnlyList<LedgerEntry> entries) => entries.Count == 0
        ? $"Nothing is recorded of {pipeline} in {environment}."
        : string.Join('\n', entries.Select(entry => Line(entry.Record)));

    private static string Line(LedgerRecord record) => string.Create(CultureInfo.InvariantCulture,
        $"{record.Index,4}  {Time(record.Time)}  {record.Kind.ToString().ToLowerInvariant(),-8}  {record.Version ?? "-",-10}  by {record.Operator ?? "someone"}{(record.Approver is null ? "" : $", approved by {record.Approver}")}{(record.Note is null ? "" : "  " + record.Note.ReplaceLineEndings(" "))}");

    private static string Served(ILedger build, string environment, LedgerEntry? entry)
    {
        if (entry is null)
            return $"Nothing of {build.SelectedPipeline.Name} served in {environment} at {build.At}.";
        var record = entry.Record;
        return string.Create(CultureInfo.InvariantCulture, $"""
            {record.Pipeline} {record.Version} served in {environment} at {build.At}
              digest     {record.Digest ?? "not known"}
              data       {record.Data ?? "not known"}
              code       {(record.Commit is null ? "not known" : "commit " + record.Commit)}
              gates      {record.Gates ?? "not known"}
              approver   {record.Approver ?? "nobody had to"}
              operator   {record.Operator ?? "not known"}
              plan       {record.Plan ?? "none"}
              since      {Time(record.Time)}, record {record.Index} ({record.Kind.ToString().ToLowerInvariant()}), {entry.Hash}
            """).ReplaceLineEndings("\n");
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + "Z";
}
