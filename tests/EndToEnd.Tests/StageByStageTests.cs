namespace MLOpsBuild.EndToEnd.Tests;

/// <summary>One target a run with <c>--skip</c>, as CI jobs do: artifacts are handed on and never made again on the way.</summary>
public sealed class StageByStageTests(BuiltCheckout built)
{
    [Fact]
    public async Task Each_stage_goes_on_where_another_machine_stopped()
    {
        using var checkout = built.Copy();
        var digest = checkout.Digest("credit-scoring");
        Directory.Delete(checkout.PathOf("artifacts"), recursive: true);
        foreach (var stage in new[] { "Prepare", "Train", "Test", "Validate", "Package", "Push" })
        {
            using var next = new Folder(checkout.PathOf("artifacts"), checkout.PathOf("handed-on"));
            var run = (await checkout.BuildAsync(stage, "--skip")).Ended(0);
            Assert.Contains($"{stage}: succeeded", SummaryTable.Of(run).Statuses);
        }

        Directory.Move(checkout.PathOf("handed-on"), checkout.PathOf("artifacts"));
        Assert.Equal(digest, checkout.Digest("credit-scoring"));
    }

    [Fact]
    public async Task A_missing_input_fails_the_stage_and_nothing_is_trained_again()
    {
        using var checkout = built.Copy();
        Directory.Delete(checkout.PathOf("artifacts", "credit-scoring", "train"), recursive: true);
        var run = (await checkout.BuildAsync("Validate", "--skip")).Ended(1);
        Assert.Contains("Validate needs the artifact of Train, but it has not run yet", run.Text, StringComparison.Ordinal);
        Assert.False(Directory.Exists(checkout.PathOf("artifacts", "credit-scoring", "train")));
    }

    [Fact]
    public async Task An_artifact_of_another_pipeline_is_refused()
    {
        using var checkout = built.Copy();
        (await checkout.BuildAsync("Prepare", "--pipeline", "breast-cancer")).Ended(0);
        var mine = checkout.PathOf("artifacts", "credit-scoring", "prepare");
        Directory.Delete(mine, recursive: true);
        Directory.Move(checkout.PathOf("artifacts", "breast-cancer", "prepare"), mine);
        var run = (await checkout.BuildAsync("Train", "--skip")).Ended(1);
        Assert.Contains("its artifact is of the pipeline 'breast-cancer'", run.Text, StringComparison.Ordinal);
    }

    /// <summary>Moves artifacts away and back, as an upload and a download do: times and folders change, contents do not.</summary>
    private sealed class Folder : IDisposable
    {
        private readonly string _from;
        private readonly string _to;

        public Folder(string from, string to)
        {
            (_from, _to) = (from, to);
            if (Directory.Exists(to))
                Directory.Move(to, from);
        }

        public void Dispose()
        {
            Directory.Move(_from, _to);
            foreach (var file in Directory.EnumerateFiles(_to, "*", SearchOption.AllDirectories))
                File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        }
    }
}
