using System.Globalization;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>A run that is killed leaves a release serving, and the next one says what was half done and puts it right.</summary>
[Collection(Fleet.Turns)]
public sealed class HostKillTests(Releases releases, ServingHost host)
{
    private const int Kill = 9;
    private const string KillPython = "for i in $(seq 200); do for exe in /proc/[0-9]*/exe; do case $(readlink $exe) in */python3*) kill -9 $(basename $(dirname $exe)); exit;; esac; done; sleep 0.05; done";

    [Fact]
    public async Task A_killed_deploy_leaves_the_old_or_the_new_release_and_the_next_one_puts_it_right()
    {
        var (serving, next) = await host.ServingAsync(releases);
        var told = 0;
        foreach (var moment in (string[])["Send the model", "Start the release on a port of its own", "Require the trained model's probabilities", "Start the release beside the one before", "Record what serves", "Stop the server before, its requests first"])
        {
            var report = await host.Fleet.Driver.DeployAsync(Fleet.Order(next), new At(moment, KillAnsible), TestContext.Current.CancellationToken);
            Assert.False(report.Succeeded, moment);
            await host.RequireAnswerAsync(releases);

            var place = await host.PlaceAsync();
            Assert.Contains(place.Version, (string[])[serving.Version, next.Version]);
            told += place.Note is not null ? 1 : 0;
            if (place.Version == next.Version)
                (serving, next) = (next, serving);
        }

        Assert.InRange(told, 4, 6);
        Assert.True((await host.Fleet.DeployAsync(next)).Succeeded);
        await host.RequireAsync(next);
    }

    [Fact]
    public async Task A_module_that_is_killed_on_the_host_leaves_what_serves()
    {
        var (serving, next) = await host.ServingAsync(releases);
        var report = await host.Fleet.Driver.DeployAsync(
            Fleet.Order(next),
            new At("Start the release beside the one before", () => _ = host.Machine.ShellAsync(KillPython)),
            TestContext.Current.CancellationToken);
        Assert.Equal($"WentBack {serving.Version}", Fleet.Outcomes(report));
        await host.RequireAsync(serving);
    }

    [Fact]
    public async Task A_held_host_is_refused_with_its_holder_and_taken_over_when_that_is_gone()
    {
        await using var fleet = await Fleet.StartAsync(count: 2);
        var mark = HostHold.Mark("grace", TimeProvider.System);
        await fleet.Hosts.All[1].RunAsync("ln", "-s", mark, "/run/lock/model-credit-scoring");
        var refusal = await Assert.ThrowsAsync<DeliveryException>(fleet.StopAsync);
        Assert.Equal($"{DeliveryCodes.Locked}: host {fleet.Hosts.All[1].Address} of production is held by another run: {mark}. Wait until it has ended; where it is gone without a trace, set MLOPSBUILD_TAKE_OVER=true.", refusal.Message);
        Assert.Equal(refusal.Message, (await Assert.ThrowsAsync<DeliveryException>(() => fleet.DeployAsync(releases.First))).Message);
        Assert.Equal("", (await fleet.Hosts.All[0].RunAsync("ls", "/run/lock")).Trim());

        var gone = mark.Replace($"({ProcessIdentity.Of(Environment.ProcessId)})", "(1@another-boot)", StringComparison.Ordinal);
        await fleet.Hosts.All[1].RunAsync("ln", "-sfT", gone, "/run/lock/model-credit-scoring");
        Assert.True((await fleet.DeployAsync(releases.First)).Succeeded);
        Assert.Contains(fleet.Events, told => told is { Step: "Take over from a run that is gone" } && told.Detail == gone);
        Assert.Equal("", (await fleet.Hosts.All[1].RunAsync("ls", "/run/lock")).Trim());
    }

    private static void KillAnsible()
    {
        foreach (var pid in CommandLines.Pids().Where(pid => Parent(pid) == Environment.ProcessId && CommandLines.Of(pid).Any(argument => argument.EndsWith("deploy.yml", StringComparison.Ordinal))))
            _ = LibC.Kill(pid, Kill);
    }

    private static int Parent(int pid)
    {
        try
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
