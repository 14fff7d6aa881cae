using System.Text;
using MLOpsBuild.Emitters.Tests;
using MLOpsBuild.Pipelines;
using MLOpsBuild.Registry;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>Hosts that run the release's image by podman change over as those do that run a service.</summary>
[Collection(Fleet.Turns)]
public sealed class HostContainerTests(Releases releases)
{
    [Fact]
    public async Task Clients_are_answered_while_images_change_and_an_image_of_another_model_never_serves()
    {
        await DockerEngine.RequireAsync();
        await using var fleet = await Fleet.StartAsync(count: 1, ansible: to => to.Container(ContainerEngine.Podman), options: ["--volume", "/var/lib/containers"]);
        var host = fleet.Hosts.All[0];
        var images = await HostImages.MakeAsync(fleet, (releases.First, Releases.ServerFolder), (releases.Second, Releases.ServerFolder));
        await ForgeAsync(images, releases.Second, releases.Third);

        Assert.Equal("Changed " + releases.First.Version, Fleet.Text(await fleet.DeployAsync(releases.First, check: true)));
        Assert.Equal("Changed " + releases.First.Version, Fleet.Text(await fleet.DeployAsync(releases.First)));
        await ConfinedAsync(host);
        await fleet.SetAsync("memory_megabytes: 1024", "memory_megabytes: 1100");
        Assert.Equal(["memory limit from 1024M to 1100M"], Assert.Single((await fleet.DeployAsync(releases.Second, check: true)).Places).Settings);

        var load = await Load.DuringAsync(fleet.Url(0), releases.Row, async () =>
        {
            Assert.Equal("Changed " + releases.Second.Version, Fleet.Text(await fleet.DeployAsync(releases.Second)));

            var forged = await fleet.DeployAsync(releases.Third);
            Assert.Equal([PlaceOutcome.WentBack], forged.Places.Select(place => place.Outcome));
            Assert.Contains("holds another model than the release: name.txt differs.", forged.Breach, StringComparison.Ordinal);

            Assert.Equal("Changed " + releases.First.Version, Fleet.Text(await fleet.RollbackAsync()));
        }, BalancedLoad.Pace);
        Assert.Empty(load.Failures);
        Assert.Equal([releases.First.Version, releases.Second.Version], load.Answers.Keys.Order());

        var place = Assert.Single(await fleet.ObserveAsync());
        Assert.Equal((PlaceHealth.Healthy, releases.First.Version, null), (place.Health, place.Version, place.Note));
        Assert.Equal([releases.First.Version, releases.Second.Version], await ImagesAsync(host));
        Assert.True((await fleet.StopAsync()).Succeeded);
        Assert.Equal("", await host.RunAsync("podman", "ps", "--all", "--quiet"));
    }

    /// <summary>The server has no rights of root and cannot write where its program is.</summary>
    private static async Task ConfinedAsync(TestHost host)
    {
        var inside = await host.ShellAsync("""
            pid=$(podman inspect --format '{{.State.Pid}}' model-credit-scoring-a)
            grep -E '^(Uid|CapEff|NoNewPrivs)' /proc/$pid/status
            awk '$5 == "/" { split($6, options, ","); print options[1] }' /proc/$pid/mountinfo
            podman inspect --format '{{.HostConfig.Memory}}' model-credit-scoring-a
            """);
        Assert.Equal($"Uid:\t10001\t10001\t10001\t10001\nCapEff:\t0000000000000000\nNoNewPrivs:\t1\nro\n{1024L * 1024 * 1024}\n", inside);
    }

    private static async Task<string[]> ImagesAsync(TestHost host) =>
        [.. (await host.RunAsync("podman", "image", "ls", "--format", "{{.Repository}}:{{.Tag}}")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(name => name.Replace("localhost/model-credit-scoring:", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>An image that claims to hold another package than it does.</summary>
    private static async Task ForgeAsync(OciLayout images, Release from, Release to)
    {
        var found = await images.FindAsync(Releases.Pipeline, from.Version) ?? throw new InvalidOperationException($"There is no image of {from.Version}.");
        var manifest = await OciJson.ReadAsync(images, found, TestContext.Current.CancellationToken);
        var config = OciJson.Descriptor(manifest.GetProperty("config"));
        using var reader = new StreamReader(await images.OpenBlobAsync(config));
        var claim = (await reader.ReadToEndAsync()).Replace(from.Digest, to.Digest, StringComparison.Ordinal).Replace($"\"{from.Version}\"", $"\"{to.Version}\"", StringComparison.Ordinal);
        await images.WriteAsync(Releases.Pipeline, ImageTag.Of(to.Version), async writer =>
        {
            var forged = await writer.WriteAsync(OciJson.Config, Encoding.UTF8.GetBytes(claim));
            var text = manifest.GetRawText().Replace(config.Digest.ToString(), forged.Digest.ToString(), StringComparison.Ordinal).Replace($"\"size\":{config.Size}", $"\"size\":{forged.Size}", StringComparison.Ordinal);
            return await writer.WriteAsync(OciJson.Manifest, Encoding.UTF8.GetBytes(text));
        });
    }
}
