namespace MLOpsBuild.Delivery.Tests;

/// <summary>Status, stop and logs, also of a server that is not well.</summary>
public sealed class OperateTests(Releases releases)
{
    private const int Pause = 19;

    [Fact]
    public async Task Nothing_deployed_has_a_status_and_no_logs()
    {
        await using var machine = new Machine();
        var status = await machine.StatusAsync();

        Assert.Equal((DeploymentHealth.Nothing, (string?)null, (string?)null, (Uri?)null), (status.Health, status.Version, status.Note, status.Url));
        Assert.Empty(status.Releases);
        Assert.Null(await machine.StopAsync());
        Assert.Equal(DeliveryCodes.NothingDeployed, Assert.Throws<DeliveryException>(() => machine.Deployment.Logs(10)).Code);
    }

    [Fact]
    public async Task A_stopped_release_is_still_the_current_one_and_is_started_again()
    {
        await using var machine = new Machine();
        var first = await machine.DeployAsync(releases.First);
        Assert.Equal("0.1.0", await machine.StopAsync());

        var status = await machine.StatusAsync();
        Assert.Equal((DeploymentHealth.Stopped, "0.1.0", releases.First.Digest, (int?)null, (Uri?)null), (status.Health, status.Version, status.Digest, status.Pid, status.Url));
        Assert.Empty(machine.Servers);
        Assert.Null(await machine.StopAsync());
        machine.Lines.Clear();
        var again = await machine.DeployAsync(releases.First);
        Assert.Equal((DeployKind.Deployed, true), (again.Kind, again.Pid != first.Pid));
        Assert.Contains("Release 0.1.0 is here already and intact", machine.Lines);
        Assert.Equal("0.1.0", (await machine.AskAsync(releases.Row)).Release);
    }

    [Fact]
    public async Task A_server_that_was_killed_is_told_and_started_again_by_a_deploy()
    {
        await using var machine = new Machine();
        var first = await machine.DeployAsync(releases.First);
        await Machine.KillAsync(first.Pid);

        var status = await machine.StatusAsync();
        Assert.Equal(
            (DeploymentHealth.Ended, "0.1.0", (int?)null, "The server ended without being told to; deploy again to start it, and see its log."),
            (status.Health, status.Version, status.Pid, status.Note));
        Assert.Equal((DeployKind.Deployed, "0.1.0"), ((await machine.DeployAsync(releases.First)).Kind, (await machine.AskAsync(releases.Row)).Release));
    }

    [Fact]
    public async Task A_server_that_hangs_is_unhealthy_and_is_killed_when_it_does_not_stop()
    {
        await using var machine = new Machine(options: new LocalDeploymentOptions { AnswerTimeout = TimeSpan.FromSeconds(1), StopTimeout = TimeSpan.FromSeconds(1) });
        var first = await machine.DeployAsync(releases.First);
        Assert.Equal(0, LibC.Kill(first.Pid, Pause));
        while (Directory.GetDirectories(FormattableString.Invariant($"/proc/{first.Pid}/task")).Any(thread => !File.ReadAllText(Path.Combine(thread, "stat")).Contains(") T ", StringComparison.Ordinal)))
            await Task.Delay(1, TestContext.Current.CancellationToken);

        var status = await machine.StatusAsync();
        Assert.Equal((DeploymentHealth.Unhealthy, first.Pid), (status.Health, status.Pid));
        Assert.Equal("0.1.0", await machine.StopAsync());
        Assert.Contains(FormattableString.Invariant($"The server of release 0.1.0 (process {first.Pid}) did not stop within 1 s and was killed."), machine.Lines);
        Assert.Empty(machine.Servers);
    }

    [Fact]
    public async Task The_log_says_what_the_server_said()
    {
        await using var machine = new Machine();
        await machine.DeployAsync(releases.First);

        Assert.Equal([$"credit-scoring 0.1.0 is ready at {machine.Url.GetLeftPart(UriPartial.Authority)}"], machine.Deployment.Logs(10));
        await machine.StopAsync();
        Assert.Equal(["Stopping: not ready any more, finishing the requests", "Stopped"], machine.Deployment.Logs(2));
    }

    [Fact]
    public async Task A_server_inherits_no_secret_of_the_build()
    {
        const string secret = "MLOPSBUILD_TEST_REGISTRY_PASSWORD";
        Environment.SetEnvironmentVariable(secret, "hunter2");
        await using var machine = new Machine();
        var outcome = await machine.DeployAsync(releases.First);

        var environment = await File.ReadAllTextAsync(FormattableString.Invariant($"/proc/{outcome.Pid}/environ"), TestContext.Current.CancellationToken);
        Assert.Contains("OMP_WAIT_POLICY=passive", environment, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, environment, StringComparison.Ordinal);
    }
}
