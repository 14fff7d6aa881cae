using System.Text.Json;

namespace MLOpsBuild.EndToEnd.Tests;

/// <summary>Status, logs, stop, rollback, predictions and cleaning, as a release manager uses them.</summary>
public sealed class OperateTests(BuiltCheckout built)
{
    private const string Header = "Seniority,Home,Time,Age,Marital,Records,Job,Expenses,Income,Assets,Debt,Amount,Price";

    [Fact]
    public async Task A_second_release_is_served_and_rolled_back_without_the_registry()
    {
        using var checkout = built.Copy();
        (await checkout.BuildAsync()).Ended(0);
        checkout.Edit("pipelines/credit-scoring/CreditScoring.cs", "learningRate: 0.05", "learningRate: 0.06");
        var second = (await checkout.BuildAsync()).Ended(0);
        Assert.Equal("0.1.1", SummaryTable.Of(second).Fact("Deploy", "release"));
        Directory.Delete(checkout.PathOf(".mlops", "registry"), recursive: true);
        var back = (await checkout.BuildAsync("Rollback")).Ended(0);
        Assert.Equal("0.1.0", SummaryTable.Of(back).Fact("Rollback", "release"));
        var status = (await checkout.BuildAsync("Status")).Ended(0);
        Assert.Contains("credit-scoring 0.1.0 on this machine: healthy", status.Output, StringComparison.Ordinal);
        Assert.Contains($"\n  by        {Environment.UserName}\n", status.Output, StringComparison.Ordinal);
        Assert.Contains("releases  0.1.0, 0.1.1", status.Output, StringComparison.Ordinal);

        Assert.Contains("credit-scoring 0.1.0 is ready at", (await checkout.BuildAsync("Logs")).Ended(0).Output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("has stopped.", (await checkout.BuildAsync("Stop")).Ended(0).Output, StringComparison.Ordinal);
        Assert.Contains("credit-scoring 0.1.0 on this machine: stopped", (await checkout.BuildAsync("Status")).Ended(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_candidate_that_became_the_champion_is_not_judged_again_or_else_held_to_the_one_before_it()
    {
        using var checkout = built.Copy();
        checkout.Edit("pipelines/credit-scoring/CreditScoring.cs", "learningRate: 0.05", "learningRate: 0.06");
        (await checkout.BuildAsync()).Ended(0);
        var verdict = Verdict();
        Assert.Matches("^0\\.[0-9]+ against the champion's 0\\.[0-9]+ on the same rows\\.$", verdict);
        Assert.All(SummaryTable.Of((await checkout.BuildAsync("Push")).Ended(0)).Statuses, status => Assert.EndsWith("up to date", status, StringComparison.Ordinal));

        File.Delete(checkout.PathOf("artifacts", "credit-scoring", "validate", "evaluation.json"));
        (await checkout.BuildAsync("Validate")).Ended(0);
        Assert.Equal(verdict, Verdict());

        string Verdict()
        {
            using var evaluation = JsonDocument.Parse(File.ReadAllText(checkout.PathOf("artifacts", "credit-scoring", "validate", "evaluation.json")));
            return evaluation.RootElement.GetProperty("gates").EnumerateArray().Single(gate => gate.GetProperty("name").GetString()!.Contains("champion", StringComparison.Ordinal)).GetProperty("note").GetString()!;
        }
    }

    [Fact]
    public async Task A_file_is_scored_with_a_release_without_a_server()
    {
        using var checkout = built.Copy();
        File.WriteAllText(checkout.PathOf("my rows.csv"), Header + "\n9,rent,60,30,married,no,freelance,73,129,0,0,800,846\n0,,36,22,,yes,,60,,,,1500,1600\n");
        (await checkout.BuildAsync("Predict", "my rows.csv")).Ended(0);
        var lines = File.ReadAllLines(checkout.PathOf("my rows.predictions.csv"));
        Assert.Equal("row,probability,label", lines[0]);
        Assert.Matches("^1,0\\.\\d+,(good|bad)$", lines[1]);
        Assert.Matches("^2,0\\.\\d+,(good|bad)$", lines[2]);
    }

    [Fact]
    public async Task A_bad_row_to_score_is_named_with_line_and_column()
    {
        using var checkout = built.Copy();
        File.WriteAllText(checkout.PathOf("rows.csv"), Header + "\n9,rent,60,30,married,no,freelance,73,lots,0,0,800,846\n");
        var run = (await checkout.BuildAsync("Predict", "rows.csv")).Ended(1);
        Assert.Contains("rows.csv:2", run.Text, StringComparison.Ordinal);
        Assert.Contains("Income", run.Text, StringComparison.Ordinal);
        Assert.Contains("lots", run.Text, StringComparison.Ordinal);
        Assert.False(File.Exists(checkout.PathOf("rows.predictions.csv")));
    }

    [Fact]
    public async Task Clean_deletes_artifacts_and_keeps_what_is_pushed()
    {
        using var checkout = built.Copy();
        (await checkout.BuildAsync("Clean")).Ended(0);
        Assert.False(Directory.Exists(checkout.PathOf("artifacts", "credit-scoring")));
        var run = (await checkout.BuildAsync("Deploy")).Ended(0);
        Assert.Equal("0.1.0", SummaryTable.Of(run).Fact("Deploy", "release"));
    }

    [Fact]
    public async Task Clean_keeps_as_many_versions_as_it_is_told_and_the_champion()
    {
        using var checkout = built.Copy();
        var definition = "pipelines/credit-scoring/CreditScoring.cs";
        var rates = new[] { "0.05", "0.06", "0.07" };
        for (var i = 1; i < rates.Length; i++)
        {
            checkout.Edit(definition, $"learningRate: {rates[i - 1]}", $"learningRate: {rates[i]}");
            (await checkout.BuildAsync("Push")).Ended(0);
        }

        var none = (await checkout.BuildAsync("Clean", "--keep", "0")).Ended(2);
        Assert.Contains("--keep: 0 versions cannot be kept. Give 1 or more, or leave it out to keep all.", none.Text, StringComparison.Ordinal);
        var run = (await checkout.BuildAsync("Clean", "--keep", "1")).Ended(0);
        Assert.Equal("1", SummaryTable.Of(run).Fact("Clean", "versions removed"));
        var left = (await checkout.BuildAsync("Deploy", "--release", "0.1.1")).Ended(2);
        Assert.Contains("It has 0.1.0, 0.1.2, champion.", left.Text, StringComparison.Ordinal); // 0.1.0 was deployed, so it is the champion
    }
}
