using System.Diagnostics;
using MLOpsBuild.Testing;

namespace MLOpsBuild.EndToEnd.Tests;

/// <summary>Kills, full and read-only disks, and two runs at once.</summary>
public sealed class BadWeatherTests(BuiltCheckout built)
{
    private static readonly string[] Stages = ["prepare", "train", "test", "validate", "package", "push"];

    public static TheoryData<string> EachStage => [.. Stages];

    [Theory, MemberData(nameof(EachStage))]
    public async Task After_a_kill_in_the_middle_of_a_stage_the_next_run_ends_with_the_same_digest(string stage)
    {
        using var checkout = built.Copy();
        var digest = checkout.Digest("credit-scoring");
        var artifacts = checkout.PathOf("artifacts", "credit-scoring");
        foreach (var later in Stages.SkipWhile(name => name != stage))
            Directory.Delete(Path.Combine(artifacts, later), recursive: true);
        if (stage == "push")
            Directory.Delete(checkout.PathOf(".mlops", "registry"), recursive: true);

        using (var run = checkout.Script().Start("Push"))
        {
            var work = Path.Combine(artifacts, $".{stage}.new");
            while (!Directory.Exists(work) && !run.HasExited) // no pause: the stage may be short
            {
            }

            run.Kill();
            await run.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(run.ExitCode == 137, $"the run ended with {run.ExitCode} before it could be killed");
        }

        Assert.False(Directory.Exists(Path.Combine(artifacts, stage)), $"{stage} was done when the run was killed");
        (await checkout.BuildAsync("Push")).Ended(0);
        Assert.Equal(digest, checkout.Digest("credit-scoring"));
        Assert.DoesNotContain(Directory.EnumerateDirectories(artifacts), folder => Path.GetFileName(folder).StartsWith('.'));
    }

    [Fact]
    public async Task Of_two_runs_at_once_one_waits_says_for_whom_and_finds_the_work_done()
    {
        using var checkout = built.Copy();
        Directory.Delete(checkout.PathOf("artifacts", "credit-scoring"), recursive: true);
        var both = await Task.WhenAll(checkout.BuildAsync("Push"), checkout.BuildAsync("Push"));
        Assert.All(both, run => run.Ended(0));
        Assert.Contains(both, run => run.Text.Contains("which works on the same pipeline in this checkout.", StringComparison.Ordinal));
        Assert.Equal("0.1.0", SummaryTable.Of(both[0]).Fact("Push", "version"));
        Assert.Equal("0.1.0", SummaryTable.Of(both[1]).Fact("Push", "version"));
    }

    [Fact]
    public async Task A_full_disk_ends_with_3_keeps_nothing_half_written_and_the_next_run_succeeds()
    {
        using var checkout = built.Copy();
        Directory.Delete(checkout.PathOf("artifacts"), recursive: true);
        await using (await SmallDisk.MountAsync(checkout.PathOf("artifacts"), "200k"))
        {
            var run = (await checkout.BuildAsync("Prepare")).Ended(3);
            Assert.Contains("The disk is full:", run.Text, StringComparison.Ordinal);
            Assert.False(Directory.Exists(checkout.PathOf("artifacts", "credit-scoring", "prepare")));
        }

        (await checkout.BuildAsync("Prepare")).Ended(0);
    }

    [Fact]
    public async Task A_read_only_artifacts_folder_ends_with_3_and_says_what_to_do()
    {
        using var checkout = built.Copy();
        Directory.Delete(checkout.PathOf("artifacts"), recursive: true);
        await using (var disk = await SmallDisk.MountAsync(checkout.PathOf("artifacts"), "200k"))
        {
            await disk.MakeReadOnlyAsync();
            var run = (await checkout.BuildAsync("Prepare")).Ended(3);
            Assert.Contains("A folder of this checkout cannot be written:", run.Text, StringComparison.Ordinal);
            Assert.Contains("Make artifacts/ and .mlops/ writable for this user.", run.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_terminated_run_stops_and_ends_with_130()
    {
        using var checkout = built.Copy();
        Directory.Delete(checkout.PathOf("artifacts", "credit-scoring"), recursive: true);
        using var run = checkout.Script().Start("Push");
        while (!Directory.Exists(checkout.PathOf("artifacts", "credit-scoring", ".train.new")) && !run.HasExited)
        {
        }

        using (Process.Start("kill", ["-TERM", run.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(130, run.ExitCode);
        Assert.False(Directory.Exists(checkout.PathOf("artifacts", "credit-scoring", "train")));
    }
}
