using System.Net;
using System.Text;
using System.Text.Json;

namespace MLOpsBuild.EndToEnd.Tests;

/// <summary>The README's first command, as a newcomer runs it.</summary>
public sealed class FirstCommandTests(BuiltCheckout built)
{
    private const string Row = """
        {"Seniority": 9, "Home": "rent", "Time": 60, "Records": false, "Job": "freelance", "Expenses": 73,
         "Income": 129, "Assets": 0, "Debt": 0, "Amount": 800, "Price": 846}
        """;

    private static readonly string[] Stages = ["Prepare", "Train", "Test", "Validate", "Package", "Push", "Deploy"];

    [Fact]
    public void A_fresh_clone_is_trained_judged_packaged_stored_and_served()
    {
        built.FirstRun.Ended(0);
        var summary = SummaryTable.Of(built.FirstRun);
        Assert.Equal(Stages.Select(stage => $"{stage}: succeeded"), summary.Statuses.Take(Stages.Length));
        Assert.StartsWith("0.8", summary.Fact("Validate", "AUC"), StringComparison.Ordinal);
        Assert.Equal("0.1.0", summary.Fact("Push", "version"));
        Assert.StartsWith("http://127.0.0.1:", summary.Fact("Deploy", "url"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_printed_address_answers_with_a_probability_and_a_second_run_changes_nothing()
    {
        using var checkout = built.Copy();
        (await checkout.BuildAsync()).Ended(0);

        using var client = new HttpClient();
        using var content = new StringContent(Row, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri(checkout.Server, "predict"), content, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.OK, answer);
        using var json = JsonDocument.Parse(answer);
        Assert.InRange(json.RootElement.GetProperty("probability").GetDouble(), 0, 1);
        Assert.Equal("0.1.0", json.RootElement.GetProperty("release").GetString());

        var again = (await checkout.BuildAsync()).Ended(0);
        Assert.Equal(Stages.Select(stage => $"{stage}: up to date"), SummaryTable.Of(again).Statuses.Take(Stages.Length));
        Assert.DoesNotContain("Compiling", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_runs_leave_git_clean()
    {
        using var checkout = built.Copy();
        string[][] commands = [["init", "-q"], ["add", "-A"], ["status", "--porcelain", "--ignored"]];
        var status = "";
        foreach (var command in commands)
            status = Git.Run(checkout.Root, command);
        Assert.Equal(["!! .build/", "!! .mlops/", "!! artifacts/"], status.Split('\n').Where(line => line.StartsWith("!!", StringComparison.Ordinal) && line != "!! .nuke/temp/"));
        Assert.DoesNotContain("??", status, StringComparison.Ordinal);
    }
}
