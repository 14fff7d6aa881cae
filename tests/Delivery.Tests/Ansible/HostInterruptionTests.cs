namespace MLOpsBuild.Delivery.Tests;

/// <summary>A deploy over Ansible that is interrupted ends it, with what it does on hosts, before the hosts are free.</summary>
[Collection(Fleet.Turns)]
public sealed class HostInterruptionTests(Releases releases, ServingHost host)
{
    [Fact]
    public async Task An_interrupted_deploy_frees_the_host_when_its_work_there_has_ended_and_the_next_one_says_what_was_half_done()
    {
        var (serving, next) = await host.ServingAsync(releases);
        using var interrupt = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Fleet.Driver.DeployAsync(Fleet.Order(next), new At("Start the release beside the one before", interrupt.Cancel), interrupt.Token));

        Assert.DoesNotContain(CommandLines.Pids(), pid => CommandLines.Of(pid).Any(argument => argument == host.Fleet.Hosts.PrivateKey));
        Assert.Equal("", await host.Machine.ShellAsync("for exe in /proc/[0-9]*/exe; do case $(readlink $exe) in */python3*) tr '\\0' ' ' <$(dirname $exe)/cmdline;; esac; done; ls /run/lock"));
        await host.RequireAnswerAsync(releases);
        var place = await host.PlaceAsync();
        Assert.Equal(serving.Version, place.Version);
        Assert.Matches($"^The deploy of release {next.Version} by ada at .* was not finished: the next deploy or rollback puts it right.$", place.Note);

        Assert.Equal($"Changed {next.Version}", Fleet.Text(await host.Fleet.DeployAsync(next)));
        Assert.Contains(host.Fleet.Events, told => told.Step == "Tell what was half done" && told.Detail?.StartsWith($"The deploy of {next.Version} that ada began", StringComparison.Ordinal) == true);
        await host.RequireAsync(next);
    }
}
