using System.Globalization;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>No decision is taken by comparing clocks: a host, or whoever deployed to it before, may be a year ahead.</summary>
[Collection(Fleet.Turns)]
public sealed class HostClockTests(Releases releases, ServingHost host)
{
    [Fact]
    public async Task Times_of_a_clock_that_is_ahead_change_neither_plan_nor_hold_nor_deploy()
    {
        var (serving, next) = await host.ServingAsync(releases);
        var before = await host.PlaceAsync();
        var ahead = DateTimeOffset.UtcNow.AddYears(1);
        var time = ahead.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var mark = HostHold.Mark("grace", TimeProvider.System);
        var gone = string.Concat(mark.AsSpan(0, mark.LastIndexOf(' ') + 1), time).Replace($"({ProcessIdentity.Of(Environment.ProcessId)})", "(1@another-boot)", StringComparison.Ordinal);
        await host.Machine.RunAsync("sed", "-i", $"s/\"since\": \"[^\"]*\"/\"since\": \"{time}\"/", "/opt/models/credit-scoring/deployment.json");
        await host.Machine.RunAsync("ln", "-sT", gone, "/run/lock/model-credit-scoring");

        var place = await host.PlaceAsync();
        Assert.Equal(ahead.ToUnixTimeSeconds(), place.Since!.Value.ToUnixTimeSeconds());
        Assert.Equal(Digest(before, next), Digest(place, next));
        Assert.Equal($"Unchanged {serving.Version}", Fleet.Text(await host.Fleet.DeployAsync(serving)));
        Assert.Contains(host.Fleet.Events, told => told is { Step: "Take over from a run that is gone" } && told.Detail == gone);

        Assert.Equal($"Changed {next.Version}", Fleet.Text(await host.Fleet.DeployAsync(next)));
        await host.RequireAsync(next);
        Assert.InRange((await host.PlaceAsync()).Since!.Value, DateTimeOffset.UtcNow.AddMinutes(-30), DateTimeOffset.UtcNow.AddMinutes(1));
    }

    private string Digest(PlaceState place, Release next) => PlanFile.DigestOf(DeployPlanner.Plan(Plans.Plans.Input() with
    {
        Pipeline = host.Fleet.Model,
        Environment = host.Fleet.Model.Deploy.Environments.Single(),
        Release = new() { Version = next.Version, Digest = next.Digest, Evidence = Plans.Plans.Evidence },
        Places = [place],
    }));
}
