using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>The champion on the candidate's test rows. One that cannot be read or that needs columns the rows lack is a failed gate, not a passed one.</summary>
internal static class Champion
{
    public static ChampionScores? Score(ValidateOptions options, Table test)
    {
        if (options.ChampionFolder is not { } folder)
            return null;
        try
        {
            var scorer = ModelScorer.Load(folder);
            var missing = scorer.Schema.Features.Where(feature => !Has(test, feature)).Select(feature => $"'{feature.Name}'").ToArray();
            return missing.Length == 0
                ? new ChampionScores(options.ChampionName, ScoredRows.Of(test.Labels, scorer.Score(test), scorer.Schema.Threshold), null)
                : new ChampionScores(options.ChampionName, null, $"The champion needs columns that the test rows do not have: {string.Join(", ", missing)}.");
        }
        catch (StageException problem)
        {
            return new ChampionScores(options.ChampionName, null, $"The champion cannot be read: {problem.Message}");
        }
        catch (ArgumentException problem) when (problem.ParamName == "probabilities")
        {
            return new ChampionScores(options.ChampionName, null, "The champion's answers on the test rows are no probabilities.");
        }
    }

    private static bool Has(Table test, ModelColumn feature) =>
        test.Schema.Find(feature.Name) is { } column && column.Kind == feature.Kind && column.Role is ColumnRole.Feature or ColumnRole.Sensitive;
}
