using System.Collections.Immutable;
using System.Globalization;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>Notes as Markdown: what changed in data, definition and code, and what that did to the metrics.</summary>
internal static class NotesText
{
    private const int MostCommits = 50;
    private const string Same = "Nothing changed.";

    public static string Of(Notes notes)
    {
        var (release, before) = (notes.Release, notes.Before);
        List<string> parts = [$"# {notes.Pipeline} {release.Version}", Opening(notes)];
        if (before is not null)
        {
            parts.AddRange(["## Data", Map(before, release, bill => bill.Data, "data set")]);
            parts.AddRange(["## Definition", Definition(before, release)]);
            parts.AddRange(["## Code", Commits(notes.Commits), Map(before, release, bill => bill.Libraries, "package")]);
        }

        parts.AddRange(["## Metrics", Metrics(before, release), "## Gates", Gates(release)]);
        return string.Join("\n\n", parts) + "\n";
    }

    private static string Opening(Notes notes)
    {
        var made = notes.Release.Provenance is { } provenance
            ? $", made {(provenance.Commit is { } commit ? $"from the commit {commit}{(provenance.Dirty ? " with changes that were not committed" : "")} " : "")}at {provenance.FinishedOn.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC"
            : "";
        return $"`{notes.Release.Digest}`{made}. " + (notes.Before is { } before ? $"Compared with {before.Version}, `{before.Digest}`." : "The first release.");
    }

    private static string Definition(NotedRelease before, NotedRelease release)
    {
        if (before.Provenance?.ExternalParameters.GetValueOrDefault("definition") is { } was && release.Provenance?.ExternalParameters.GetValueOrDefault("definition") == was)
            return Same;
        var parameters = Map(before, release, bill => bill.Parameters, "parameter");
        return parameters == Same ? "The definition changed, but no parameter of the training did." : parameters;
    }

    private static string Map(NotedRelease before, NotedRelease release, Func<BillFacts, ImmutableSortedDictionary<string, string>> facts, string name)
    {
        if (before.Materials is null || release.Materials is null)
            return "Not known.";
        var (then, now) = (facts(before.Materials), facts(release.Materials));
        var changed = then.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
            .Select(key => (IReadOnlyList<string>)[key, then.GetValueOrDefault(key, "none"), now.GetValueOrDefault(key, "none")])
            .Where(row => row[1] != row[2])
            .ToList();
        return changed.Count == 0 ? Same : MarkdownText.Table([name, before.Version, release.Version], changed);
    }

    private static string Commits(ImmutableArray<string>? commits)
    {
        if (commits is not { } known)
            return "The commits between are not known here.";
        if (known.IsEmpty)
            return "No commit between.";
        var more = known.Length > MostCommits ? string.Create(CultureInfo.InvariantCulture, $"\n- and {known.Length - MostCommits} more") : "";
        return string.Join('\n', known.Take(MostCommits).Select(line => "- " + MarkdownText.Of(line))) + more;
    }

    private static string Metrics(NotedRelease? before, NotedRelease release)
    {
        if (release.Materials is null)
            return "Not known.";
        var then = before?.Materials?.Metrics.ToDictionary(metric => metric.Type) ?? [];
        return before is null
            ? MarkdownText.Table(["metric", release.Version], release.Materials.Metrics.Select(metric => (IReadOnlyList<string>)[metric.Type, Text(metric)]))
            : MarkdownText.Table(["metric", before.Version, release.Version, "change"], release.Materials.Metrics.Select(metric => (IReadOnlyList<string>)
                [metric.Type, then.TryGetValue(metric.Type, out var old) ? Text(old) : "none", Text(metric), old is null ? "" : Change(metric.Value - old.Value)]));
    }

    private static string Gates(NotedRelease release) => release.Gates is not { } gates
        ? "Not known."
        : string.Join('\n', [.. gates.Failed.Select(gate => "- failed: " + MarkdownText.Of(gate)), .. gates.Passed.Select(gate => "- passed: " + MarkdownText.Of(gate))]);

    private static string Text(ModelMetric metric) => Number(metric.Value) + (metric.Interval is { } interval ? $" [{interval.Low.ToString("0.000", CultureInfo.InvariantCulture)}, {interval.High.ToString("0.000", CultureInfo.InvariantCulture)}]" : "");

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Change(double change) => change.ToString("+0.0000;-0.0000;0", CultureInfo.InvariantCulture);
}
