using MLOpsBuild.Learning.Tests.Behaviour;
using MLOpsBuild.Learning.Tests.Data;
using MLOpsBuild.Pipelines;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Learning.Tests;

public sealed class ValidateStageTests(TrainedModels models) : IClassFixture<TrainedModels>
{
    private static readonly Pipeline Credit = Shipped.Pipeline("credit-scoring");

    [Fact]
    public void When_a_gate_fails_every_gate_is_listed_with_value_interval_bound_and_place()
    {
        using var folder = new TemporaryFolder();
        var log = new List<string>();

        var result = Run(folder, new(), log.Add, new MetricGate(Metric.Auc, Bound.AtLeast, 0.6, false), new MetricGate(Metric.Auc, Bound.AtLeast, 0.999, false), new MetricGate(Metric.Brier, Bound.AtMost, 0.001, false));

        Assert.Equal(3, log.Count(line => line.Contains("Credit.cs:", StringComparison.Ordinal)));
        const string Measured = @": 0\.[0-9]{4} \[0\.[0-9]{3}, 0\.[0-9]{3}\] \(Credit\.cs:";
        Assert.Matches("^passed  auc >= 0\\.60" + Measured + "10\\)$", log[^3]);
        Assert.Matches("^FAILED  auc >= 0\\.999" + Measured + "11\\)$", log[^2]);
        Assert.Matches("^FAILED  brier <= 0\\.001" + Measured + "12\\)$", log[^1]);
        Assert.Equal(["VAL501", "VAL501"], result.Findings.Select(finding => finding.Code));
        Assert.Matches(@"^VAL501 Credit\.cs:11: Gate auc >= 0\.999 failed: 0\.[0-9]{4} \[0\.[0-9]{3}, 0\.[0-9]{3}\] on [0-9]+ rows \(test split, seed 7\)\. Lower the gate or retrain\.$", result.Findings[0].ToString());
        Assert.Matches(@"^failed 2 of 3 gates: AUC 0\.[0-9]{4} \[0\.[0-9]{3}, 0\.[0-9]{3}\]$", result.Headline);
        Assert.Equal([StageFiles.Evaluation, StageFiles.Report], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.False(EvaluationFile.Parse(File.ReadAllText(folder.File(StageFiles.Evaluation))).Passed);
    }

    [Fact]
    public void The_report_shows_what_the_behaviour_tests_came_to()
    {
        using var folder = new TemporaryFolder();
        var tested = models.Test(Credit);

        Run(folder, new() { TestFolder = tested.Folder }, _ => { });

        var page = File.ReadAllText(folder.File(StageFiles.Report));
        Assert.All(tested.Report.Results, result => Assert.Contains($"data-test=\"{System.Net.WebUtility.HtmlEncode(result.Name)}\"", page, StringComparison.Ordinal));
    }

    private StageResult Run(TemporaryFolder folder, ValidateOptions options, Action<string> log, params Gate[] gates)
    {
        var (prepared, trained) = models.Folders(Credit.Name);
        var pipeline = Credit with { Validate = Credit.Validate with { Gates = [.. gates.Select((gate, i) => gate with { Location = new("Credit.cs", 10 + i) })] } };
        return ValidateStage.Run(pipeline, prepared, trained, options, folder.Path, new(log, CancellationToken.None));
    }
}
