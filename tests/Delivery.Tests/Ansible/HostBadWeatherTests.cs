using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>What goes wrong with hosts is told with its reason, and leaves them as they were.</summary>
[Collection(Fleet.Turns)]
public sealed class HostBadWeatherTests(Releases releases)
{
    private const string Secret = "wrong-horse-battery";

    [Fact]
    public async Task A_host_that_cannot_be_changed_keeps_the_deploy_from_all()
    {
        await using var fleet = await Fleet.StartAsync(count: 2, strategy: all => all.AllAtOnce());
        var (sound, other) = (fleet.Hosts.All[0], fleet.Hosts.All[1]);

        // A connection that was held to the right keys stays open meanwhile.
        Assert.All(await fleet.ObserveAsync(), place => Assert.Equal(PlaceHealth.Nothing, place.Health));
        var known = await File.ReadAllTextAsync(fleet.Hosts.KnownHosts, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(fleet.Hosts.KnownHosts, known.Replace(other.PublicKey, sound.PublicKey, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Contains("its ssh key is not the one that is known", await RefusedAsync(fleet, other), StringComparison.Ordinal);
        await File.WriteAllTextAsync(fleet.Hosts.KnownHosts, known, TestContext.Current.CancellationToken);

        await other.ShellAsync("mv /usr/bin/python3.11 /usr/bin/hidden");
        Assert.Contains("Python 3 is missing", await RefusedAsync(fleet, other), StringComparison.Ordinal);
        await other.ShellAsync("mv /usr/bin/hidden /usr/bin/python3.11");

        await other.ShellAsync("echo 'deploy:right' | chpasswd; echo 'deploy ALL=(ALL) ALL' >/etc/sudoers.d/deploy");
        Assert.Contains("sudo asks for a password, and none was given", await RefusedAsync(fleet, other), StringComparison.Ordinal);
        var connection = fleet.Connection;
        fleet.Connection = connection with { BecomePassword = Secret };
        Assert.Contains("sudo refuses the password", await RefusedAsync(fleet, other), StringComparison.Ordinal);
        Assert.DoesNotContain(fleet.Events, told => told.ToString().Contains(Secret, StringComparison.Ordinal));
        fleet.Connection = connection with { BecomePassword = "right" };
        Assert.All(await fleet.ObserveAsync(), place => Assert.Equal(PlaceHealth.Nothing, place.Health));

        await Shell.RunAsync("docker", "stop", "--time", "1", other.Name);
        await RefusedAsync(fleet, other);
        Assert.Equal([PlaceHealth.Nothing, PlaceHealth.Unreachable], (await fleet.ObserveAsync()).Select(place => place.Health));
        Assert.Equal("", (await sound.ShellAsync("ls /opt /run/lock")).Replace("/opt:", "", StringComparison.Ordinal).Replace("/run/lock:", "", StringComparison.Ordinal).Trim());
    }

    [Fact]
    public async Task A_port_that_is_taken_takes_back_the_hosts_before()
    {
        await using var fleet = await Fleet.StartAsync(count: 2);
        await fleet.Hosts.All[1].ShellAsync("systemd-run --quiet --unit=other python3 -m http.server 8080");
        var report = await fleet.DeployAsync(releases.First);
        Assert.Equal("WentBack , WentBack ", Fleet.Text(report with { Breach = null }));
        Assert.Contains("Start the release beside the one before: Unable to start service", report.Breach, StringComparison.Ordinal);
        Assert.Contains("The server said: Cannot listen on http://0.0.0.0:8080", report.Breach, StringComparison.Ordinal);
        Assert.All(await fleet.ObserveAsync(), place => Assert.Equal((PlaceHealth.Nothing, null), (place.Health, place.Note)));
    }

    [Fact]
    public async Task A_full_disk_leaves_what_serves()
    {
        await using var fleet = await Fleet.StartAsync(count: 1, options: ["--tmpfs", "/opt/models:size=70m,mode=755"]);
        Assert.True((await fleet.DeployAsync(releases.First)).Succeeded);
        await fleet.Hosts.All[0].ShellAsync("head -c $(df --output=avail -B1 /opt/models | tail -1) /dev/zero >/opt/models/full || true");
        var full = await fleet.DeployAsync(releases.Second);
        Assert.Equal([PlaceOutcome.WentBack], full.Places.Select(place => place.Outcome));
        Assert.Contains("No space left on device", full.Breach, StringComparison.Ordinal);
        await fleet.Hosts.All[0].RunAsync("rm", "/opt/models/full");
        Assert.All(await fleet.ObserveAsync(), place => Assert.Equal((PlaceHealth.Healthy, releases.First.Version, null), (place.Health, place.Version, place.Note)));
        Assert.Equal("Changed " + releases.Second.Version, Fleet.Text(await fleet.DeployAsync(releases.Second)));
    }

    private async Task<string> RefusedAsync(Fleet fleet, TestHost host)
    {
        var refusal = await Assert.ThrowsAsync<DeliveryException>(() => fleet.DeployAsync(releases.First));
        Assert.Equal((DeliveryCodes.HostsRefuse, DeliveryFault.Environment), (refusal.Code, refusal.Fault));
        Assert.StartsWith($"{DeliveryCodes.HostsRefuse}: not every host of production can be changed, and none was: {host.Address}: ", refusal.Message, StringComparison.Ordinal);
        return refusal.Message;
    }
}
