using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>A release comes into service, is replaced by another one, and stays where the other one is no good.</summary>
public sealed class DeployTests(Releases releases)
{
    [Fact]
    public async Task A_first_deploy_checks_the_known_row_and_answers_at_the_port()
    {
        await using var machine = new Machine();
        var outcome = await machine.DeployAsync(releases.First);

        Assert.Equal((DeployKind.Deployed, "0.1.0", releases.First.Digest, machine.Url, (string?)null, 1), (outcome.Kind, outcome.Version, outcome.Digest, outcome.Url, outcome.Previous, outcome.KnownRows));
        Assert.Empty(outcome.Repairs);
        Assert.Equal(("0.1.0", releases.Probability), await machine.AskAsync(releases.Row));
        Assert.Equal([outcome.Pid], machine.Servers);
        Assert.Equal(Path.Combine("releases", "0.1.0"), new FileInfo(machine.Paths.Current).LinkTarget);
        Assert.Equal(["Unpacking release 0.1.0", "Trying release 0.1.0 beside the one that serves"], machine.Lines);
        Assert.Equal(["current", "lock", "releases", "state.json"], Directory.EnumerateFileSystemEntries(machine.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_same_release_again_is_up_to_date_and_its_server_stays()
    {
        await using var machine = new Machine();
        var first = await machine.DeployAsync(releases.First);
        var again = await machine.DeployAsync(releases.First);

        Assert.Equal((DeployKind.UpToDate, first.Pid, first.Since), (again.Kind, again.Pid, again.Since));
        Assert.Equal([first.Pid], machine.Servers);
    }

    [Fact]
    public async Task A_second_deploy_changes_over_without_a_failed_request()
    {
        await using var machine = new Machine();
        await machine.DeployAsync(releases.First);
        var load = await Load.DuringAsync(machine.Url, releases.Row, async () =>
        {
            var outcome = await machine.DeployAsync(releases.Second);
            Assert.Equal((DeployKind.Deployed, "0.1.0"), (outcome.Kind, outcome.Previous));
            Assert.Equal(("0.1.1", releases.Probability), await machine.AskAsync(releases.Row));
            await machine.RollbackAsync();
            await machine.RollbackAsync("0.1.1");
        });

        Assert.Empty(load.Failures);
        Assert.Equal(["0.1.0", "0.1.1"], load.Answers.Keys.Order(StringComparer.Ordinal));
        Assert.Single(machine.Servers);
    }

    [Fact]
    public async Task Another_server_program_under_the_same_release_is_changed_to_without_a_failed_request()
    {
        await using var machine = new Machine();
        var first = await machine.DeployAsync(releases.First);
        using var temp = new TemporaryFolder();
        var program = temp.File("server");
        await Shell.RunAsync("cp", "-r", Releases.ServerFolder, program);
        await File.WriteAllTextAsync(Path.Combine(program, "changed.txt"), "another build", TestContext.Current.CancellationToken);
        var load = await Load.DuringAsync(machine.Url, releases.Row, async () =>
        {
            var outcome = await machine.Deployment.DeployAsync(releases.First.At(machine.Port) with { ServerFolder = program }, _ => { }, TestContext.Current.CancellationToken);
            Assert.Equal((DeployKind.Deployed, false), (outcome.Kind, outcome.Pid == first.Pid));
        });

        Assert.Empty(load.Failures);
        Assert.True(File.Exists(Path.Combine(machine.Paths.Release("0.1.0").Server, "changed.txt")));
        Assert.Single(machine.Servers);
    }

    [Fact]
    public async Task A_release_whose_server_refuses_it_leaves_the_old_one_serving()
    {
        await using var machine = new Machine();
        var first = await machine.DeployAsync(releases.First);
        DeliveryException refused = null!;
        var load = await Load.DuringAsync(machine.Url, releases.Row, async () => refused = await Refused.ByAsync(() => machine.DeployAsync(releases.Unservable)));

        var log = machine.Paths.Release("0.1.3").TrialLog;
        Assert.Equal((DeliveryCodes.NotReady, DeliveryFault.Failed), (refused.Code, refused.Fault));
        Assert.StartsWith($"DEL605: the server of release 0.1.3 ended before it was ready. Release 0.1.0 serves at {machine.Url.GetLeftPart(UriPartial.Authority)}, as before. Read '{log}', mend the cause and deploy again.\nThe server's last lines:\n  | ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("gets another probability than 0.5", refused.Message, StringComparison.Ordinal);
        Assert.Empty(load.Failures);
        Assert.Equal(["0.1.0"], load.Answers.Keys);
        Assert.Equal([first.Pid], machine.Servers);
        Assert.Equal((DeploymentHealth.Healthy, "0.1.0", (string?)null), await HealthAsync(machine));
    }

    [Fact]
    public async Task A_release_that_answers_its_known_row_otherwise_leaves_the_old_one_serving()
    {
        await using var machine = new Machine(options: new LocalDeploymentOptions { Tolerance = 1e-7 });
        await machine.DeployAsync(releases.First);
        var refused = await Refused.ByAsync(() => machine.DeployAsync(releases.Askew));

        Assert.Equal((DeliveryCodes.WrongAnswer, DeliveryFault.Failed), (refused.Code, refused.Fault));
        Assert.StartsWith(FormattableString.Invariant($"DEL606: the server of release 0.1.4 answered the known row '"), refused.Message, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"' with probability {releases.Probability} instead of "), refused.Message, StringComparison.Ordinal);
        Assert.Contains($" Release 0.1.0 serves at {machine.Url.GetLeftPart(UriPartial.Authority)}, as before. The package and the server do not agree: package the model again with this version, or deploy with the server that fits.", refused.Message, StringComparison.Ordinal);
        Assert.Equal("0.1.0", (await machine.AskAsync(releases.Row)).Release);
        Assert.Single(machine.Servers);
    }

    [Fact]
    public async Task A_first_release_that_fails_leaves_nothing_running()
    {
        await using var machine = new Machine();
        var refused = await Refused.ByAsync(() => machine.DeployAsync(releases.Unservable));

        Assert.Contains("ended before it was ready. Nothing was deployed before, and nothing is now. ", refused.Message, StringComparison.Ordinal);
        Assert.Empty(machine.Servers);
        Assert.Equal((DeploymentHealth.Nothing, (string?)null, (string?)null), await HealthAsync(machine));
    }

    [Fact]
    public async Task A_cancelled_deploy_leaves_the_old_one_serving()
    {
        await using var machine = new Machine();
        var first = await machine.DeployAsync(releases.First);
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => machine.Deployment.DeployAsync(
            releases.Second.At(machine.Port),
            line => { if (line.StartsWith("Trying", StringComparison.Ordinal)) cancellation.Cancel(); },
            cancellation.Token));

        Assert.Equal([first.Pid], machine.Servers);
        Assert.Equal((DeploymentHealth.Healthy, "0.1.0", (string?)null), await HealthAsync(machine));
        Assert.Empty((await machine.DeployAsync(releases.Second)).Repairs);
    }

    [Fact]
    public async Task A_version_that_serves_is_refused_with_another_digest()
    {
        await using var machine = new Machine();
        await machine.DeployAsync(releases.First);
        var refused = await Refused.ByAsync(() => machine.DeployAsync(releases.Second with { Version = "0.1.0" }));

        Assert.Equal(DeliveryFault.Mistake, refused.Fault);
        Assert.Equal($"DEL604: release 0.1.0 is deployed with digest {releases.First.Digest}, and was asked for with {releases.Second.Digest}. A version belongs to one digest: give what is new a new version.", refused.Message);
    }

    [Fact]
    public async Task Another_port_is_changed_to()
    {
        await using var machine = new Machine();
        await machine.DeployAsync(releases.First);
        var port = FreePort.Next();
        var moved = await machine.Deployment.DeployAsync(releases.First.At(port), _ => { }, TestContext.Current.CancellationToken);

        Assert.Equal((DeployKind.Deployed, port), (moved.Kind, moved.Url.Port));
        Assert.Equal([moved.Pid], machine.Servers);
        Assert.Equal(moved.Url, (await machine.StatusAsync()).Url);
    }

    [Fact]
    public async Task The_last_releases_are_kept_and_older_ones_removed()
    {
        await using var machine = new Machine();
        foreach (var release in (Release[])[releases.First, releases.Second, releases.Third])
            await machine.DeployAsync(release, keep: 2);

        Assert.Equal(["0.1.1", "0.1.2"], (await machine.StatusAsync()).Releases.Select(kept => kept.Version));
        Assert.Equal(["0.1.1", "0.1.2"], Directory.EnumerateDirectories(machine.Paths.Releases).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("0.1.0", 0, 3, "DEL603: port 0 is none. Choose one from 1 to 65535.")]
    [InlineData("0.1.0", 8080, 0, "DEL603: 0 releases cannot be kept. Keep at least 1, the current one.")]
    [InlineData("../0.1.0", 8080, 3, "DEL603: '../0.1.0' is no version. Use letters, digits, '.', '-', '_' and '+', beginning with a letter or digit, at most 128.")]
    public async Task A_request_out_of_range_is_refused(string version, int port, int keep, string expected)
    {
        await using var machine = new Machine();
        var refused = await Refused.ByAsync(() => machine.Deployment.DeployAsync((releases.First with { Version = version }).At(port, keep), _ => { }, TestContext.Current.CancellationToken));

        Assert.Equal((DeliveryFault.Mistake, expected), (refused.Fault, refused.Message));
    }

    private static async Task<(DeploymentHealth Health, string? Version, string? Note)> HealthAsync(Machine machine)
    {
        var status = await machine.StatusAsync();
        return (status.Health, status.Version, status.Note);
    }
}
