
namespace MLOpsBuild.EndToEnd.Tests;

/// <summary>What reruns and what does not, seen from outside. Deploy is left out: it is up to date as long as its server runs.</summary>
public sealed class FreshnessTests(BuiltCheckout built)
{
    private const string Data = "pipelines/credit-scoring/data/credit.csv";
    private const string Definition = "pipelines/credit-scoring/CreditScoring.cs";

    [Fact]
    public async Task Touching_every_file_reruns_nothing()
    {
        using var checkout = built.Copy();
        foreach (var file in Directory.EnumerateFiles(checkout.Root, "*", SearchOption.AllDirectories).Where(file => !file.Contains("/.build/", StringComparison.Ordinal)))
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow);
        await AssertRunsAsync(checkout, from: null);
    }

    [Fact]
    public async Task A_comment_in_the_definition_or_the_data_folders_README_reruns_nothing()
    {
        using var checkout = built.Copy();
        checkout.Edit(Definition, "namespace Pipelines;", "// A comment of\n// two lines.\nnamespace Pipelines;");
        File.AppendAllText(checkout.PathOf("pipelines", "credit-scoring", "data", "README.md"), "\nOne more line.\n");
        await AssertRunsAsync(checkout, from: null);
    }

    [Fact]
    public async Task A_trainer_option_reruns_Train_onwards()
    {
        using var checkout = built.Copy();
        checkout.Edit(Definition, "learningRate: 0.05", "learningRate: 0.06");
        await AssertRunsAsync(checkout, from: "Train");
    }

    [Fact]
    public async Task A_changed_row_of_the_same_size_with_its_time_put_back_reruns_Prepare_onwards_and_moves_the_metrics()
    {
        using var checkout = built.Copy();
        var before = File.ReadAllText(checkout.PathOf("artifacts", "credit-scoring", "validate", "evaluation.json"));
        var file = new FileInfo(checkout.PathOf(Data));
        var (size, time) = (file.Length, file.LastWriteTimeUtc);
        var lines = File.ReadAllLines(file.FullName);
        for (var i = 1; i < lines.Length; i += 3)
            lines[i] = lines[i].StartsWith("bad,", StringComparison.Ordinal) ? "good," + lines[i][4..].TrimEnd() : lines[i];
        var text = string.Join('\n', lines) + "\n";
        for (var i = lines.Length - 1; text.Length > size; i--) // the same size again: "good" is one letter longer than "bad"
        {
            if (!lines[i].StartsWith("good,", StringComparison.Ordinal))
                continue;
            lines[i] = "bad," + lines[i][5..];
            text = string.Join('\n', lines) + "\n";
        }

        File.WriteAllText(file.FullName, text);
        file.LastWriteTimeUtc = time;
        file.Refresh();
        Assert.Equal(size, file.Length);

        var run = await checkout.BuildAsync("Validate");
        Assert.Equal("Prepare: succeeded", SummaryTable.Of(run).Statuses[0]);
        Assert.NotEqual(before, File.ReadAllText(checkout.PathOf("artifacts", "credit-scoring", "validate", "evaluation.json")));
    }

    [Theory]
    [InlineData("prepare", "train.csv", "Prepare")]
    [InlineData("train", "model.zip", "Train")]
    [InlineData("validate", "report.html", "Validate")]
    [InlineData("package", "oci/index.json", "Package")]
    public async Task A_damaged_artifact_is_found_by_its_hash_and_made_again(string stage, string name, string target)
    {
        using var checkout = built.Copy();
        var file = checkout.PathOf("artifacts", "credit-scoring", stage, name);
        var good = File.ReadAllBytes(file);
        var bad = (byte[])good.Clone();
        bad[bad.Length / 2] ^= 1;
        File.WriteAllBytes(file, bad);

        var plan = (await checkout.BuildAsync("Push", "--plan")).Ended(0);
        Assert.Contains($"would run: {name} is damaged: its hash differs from the recorded one", plan.Output, StringComparison.Ordinal);
        var run = (await checkout.BuildAsync("Push")).Ended(0);
        Assert.Contains($"{target}: succeeded", SummaryTable.Of(run).Statuses);
        if (stage is "prepare" or "train" or "package")
            Assert.Equal(good, File.ReadAllBytes(file));
    }

    [Fact]
    public async Task A_damaged_blob_of_the_registry_is_found_and_pushed_again()
    {
        using var checkout = built.Copy();
        var layer = new DirectoryInfo(checkout.PathOf(".mlops", "registry", "blobs", "sha256")).EnumerateFiles().MaxBy(file => file.Length)!;
        var good = File.ReadAllBytes(layer.FullName);
        var bad = (byte[])good.Clone();
        bad[bad.Length / 2] ^= 1;
        File.WriteAllBytes(layer.FullName, bad);

        var run = (await checkout.BuildAsync("Push")).Ended(0);
        var statuses = SummaryTable.Of(run).Statuses;
        Assert.Contains("Package: up to date", statuses);
        Assert.Contains("Push: succeeded", statuses);
        Assert.Equal(good, File.ReadAllBytes(layer.FullName));
    }

    [Fact]
    public async Task The_plan_says_of_each_stage_whether_it_would_run_and_why_and_runs_nothing()
    {
        using var checkout = built.Copy();
        Directory.Delete(checkout.PathOf("artifacts", "credit-scoring", "train"), recursive: true);
        var plan = (await checkout.BuildAsync("Push", "--plan")).Ended(0);
        Assert.Matches(@"Prepare +.* up to date: unchanged", plan.Output);
        Assert.Matches(@"Train +.* would run: it has not run yet", plan.Output);
        Assert.Matches(@"Test +.* would run: Train comes first", plan.Output);
        Assert.False(Directory.Exists(checkout.PathOf("artifacts", "credit-scoring", "train")));
    }

    private static async Task AssertRunsAsync(Checkout checkout, string? from)
    {
        string[] stages = ["Prepare", "Train", "Test", "Validate", "Package", "Push"];
        var first = from is null ? stages.Length : Array.IndexOf(stages, from);
        var run = (await checkout.BuildAsync("Push")).Ended(0);
        Assert.Equal(
            stages.Select((stage, index) => $"{stage}: {(index < first ? "up to date" : "succeeded")}"),
            SummaryTable.Of(run).Statuses);
    }
}
