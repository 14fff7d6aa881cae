using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning.Reporting;

/// <summary>What the definition says about how the numbers came to be.</summary>
internal static class ReportFacts
{
    public static ImmutableArray<KeyValuePair<string, string>> Of(Pipeline pipeline) =>
    [
        new("Data", pipeline.Data.Csv),
        new("Split", string.Create(CultureInfo.InvariantCulture, $"{pipeline.Data.TestShare * 100:0.##} % for testing, seed {pipeline.Data.SplitSeed}")),
        new("Trainer", pipeline.Train.Trainer.Name),
        new("Options", Options(pipeline.Train.Trainer)),
        new("Bootstrap", string.Create(CultureInfo.InvariantCulture, $"{pipeline.Validate.Resamples:N0} resamples, seed {pipeline.Validate.Seed}")),
    ];

    private static string Options(Trainer trainer)
    {
        using var canonical = JsonDocument.Parse(CanonicalText.Of(trainer));
        return string.Join(", ", canonical.RootElement.EnumerateObject()
            .Where(option => option.Name != "$type")
            .Select(option => $"{option.Name} {option.Value}"));
    }
}
