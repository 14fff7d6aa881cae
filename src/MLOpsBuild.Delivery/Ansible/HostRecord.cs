using System.Globalization;
using System.Text.Json.Nodes;

namespace MLOpsBuild.Delivery;

/// <summary>Reads what <c>status.yml</c> tells of a host.</summary>
internal static class HostRecord
{
    public static PlaceState Read(HostRun run, int port)
    {
        if (run.Failure is { } failure || run.Told is not { } told)
            return new() { Place = run.Host, Health = PlaceHealth.Unreachable, Note = run.Failure ?? "it was not asked" };
        var record = told["record"] as JsonObject ?? [];
        var serving = record["serving"] is JsonObject { Count: > 0 } server ? server : null;
        var journal = record["journal"] as JsonObject;
        return new()
        {
            Place = run.Host,
            Health = Health(told, serving),
            Version = Text(serving, "release"),
            Digest = Text(serving, "digest"),
            By = Text(serving, "by"),
            Configuration = Text(serving, "configuration"),
            Since = Text(serving, "since") is { } since && DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null,
            Url = serving is null ? null : new UriBuilder("http", run.Host, port).Uri,
            Releases = record["kept"] is JsonArray kept ? [.. kept.OfType<JsonObject>().Select(release => Text(release, "release")!)] : [],
            Drift = serving is null ? [] : [.. Drift(told, serving)],
            Note = journal is null ? null : $"The {Text(journal, "action")} of release {Text(journal, "release")} by {Text(journal, "by")} at {Text(journal, "since")} was not finished: the next deploy or rollback puts it right.",
        };
    }

    private static PlaceHealth Health(JsonObject told, JsonObject? serving) =>
        serving is null ? PlaceHealth.Nothing
        : Running(told, Text(serving, "slot")) ? Text(told, "serves") == Text(serving, "release") ? PlaceHealth.Healthy : PlaceHealth.Unhealthy
        : Enabled(told) ? PlaceHealth.Unhealthy : PlaceHealth.Stopped;

    private static IEnumerable<string> Drift(JsonObject told, JsonObject serving)
    {
        if (Text(told, "unit") != Text(serving, "configuration"))
            yield return Text(told, "unit") is { Length: > 0 } ? "The server's unit was changed by hand." : "The server's unit is gone.";
        if (Running(told, Text(serving, "slot")) && !Enabled(told))
            yield return "The server would not start with the host.";
        foreach (var slot in (told["states"] as JsonObject ?? []).Select(state => state.Key).Where(slot => slot != Text(serving, "slot") && Running(told, slot)))
            yield return $"A server of an interrupted run ({slot}) runs beside the one that serves.";
    }

    private static bool Running(JsonObject told, string? slot) => slot is not null && Text(told["states"] as JsonObject, slot) is "active" or "activating" or "reloading";

    private static bool Enabled(JsonObject told) => string.Equals(told["enabled"]?.ToString(), "true", StringComparison.OrdinalIgnoreCase);

    private static string? Text(JsonObject? fields, string name) => (string?)fields?[name];
}
