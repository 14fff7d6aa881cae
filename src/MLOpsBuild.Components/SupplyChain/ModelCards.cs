using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using MLOpsBuild.Learning;
using MLOpsBuild.Pipelines;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>The model card of a bill of materials, from the definition and what Validate measured.</summary>
internal static class ModelCards
{
    public static ModelCard Make(StageScope scope, string task)
    {
        var pipeline = scope.Pipeline;
        var evaluation = PackageGates.Evaluation(scope);
        return new()
        {
            Task = task,
            Architecture = pipeline.Train.Trainer.Name,
            Parameters = Parameters(pipeline.Train).SetItem("threshold", evaluation.Threshold.ToString("R", CultureInfo.InvariantCulture)),
            Inputs = [.. pipeline.Rows.Features.Select(column => $"{column.Name}: {column.Kind.ToString().ToLowerInvariant()}{(column.Optional ? ", may be missing" : "")}")],
            Outputs = [$"probability of '{pipeline.Rows.Positive}'"],
            Metrics = [.. evaluation.Metrics.Select(metric => Metric(metric.Metric, metric.Value, metric.Interval, slice: null)), .. evaluation.Fairness.SelectMany(ByGroup)],
            Fairness = [.. evaluation.Fairness.SelectMany(Disadvantaged)],
        };
    }

    private static IEnumerable<ModelMetric> ByGroup(FairnessResult fairness) =>
    [
        .. fairness.Measures.Select(measure => Metric(measure.Metric, measure.Value, measure.Interval, $"by {fairness.Column}")),
        .. fairness.Groups.Select(group => Metric($"rate of '{fairness.Favourable}'", group.FavourableRate, group.FavourableInterval, Slice(fairness, group))),
    ];

    /// <summary>The judged group with the least share of the favourable outcome, where another has more.</summary>
    private static IEnumerable<FairnessAssessment> Disadvantaged(FairnessResult fairness)
    {
        var judged = fairness.Groups.Where(group => group.Judged && double.IsFinite(group.FavourableRate)).OrderBy(group => group.FavourableRate).ToList();
        if (judged.Count < 2 || judged[0].FavourableRate >= judged[^1].FavourableRate)
            return [];
        return [new(Slice(fairness, judged[0]), $"It gets '{fairness.Favourable}' for {Percent(judged[0].FavourableRate)} of its rows, and '{judged[^1].Name}' for {Percent(judged[^1].FavourableRate)}.")];
    }

    private static ModelMetric Metric(string name, double value, Interval? interval, string? slice) =>
        new(name, value) { Slice = slice, Interval = interval is null ? null : (interval.Low, interval.High) };

    private static string Slice(FairnessResult fairness, GroupResult group) => $"{fairness.Column}: {group.Name}";

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>Every option of the trainer and of the rest of the training, by its path, such as <c>Trainer.Leaves</c>.</summary>
    private static ImmutableSortedDictionary<string, string> Parameters(TrainDefinition train)
    {
        using var document = JsonDocument.Parse(CanonicalText.Of(train));
        return Leaves(document.RootElement, "").ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private static IEnumerable<KeyValuePair<string, string>> Leaves(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Leaves(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => Leaves(item, string.Create(CultureInfo.InvariantCulture, $"{path}.{index}"))),
        _ => [new(path, element.ToString())],
    };
}
