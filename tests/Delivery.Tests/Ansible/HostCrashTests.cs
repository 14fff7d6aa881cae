namespace MLOpsBuild.Delivery.Tests;

/// <summary>A server that ends after it was found right is started again by its unit; one that cannot start is told, and followed by the next deploy.</summary>
[Collection(Fleet.Turns)]
public sealed class HostCrashTests(Releases releases, ServingHost host)
{
    private const string Unit = "unit=model-credit-scoring-$(grep -o '\"slot\": \".\"' /opt/models/credit-scoring/deployment.json | cut -d'\"' -f4)";
    private const string Until = "for i in $(seq 900); do sleep 0.1;";

    [Fact]
    public async Task A_server_that_crashes_after_the_deploy_is_started_again_or_told_and_the_next_deploy_puts_it_right()
    {
        var (serving, next) = await host.ServingAsync(releases);
        await host.Machine.ShellAsync($"{Unit}; old=$(systemctl show -P MainPID $unit); kill -9 $old; {Until} [ $(systemctl is-active $unit) = active -a $(systemctl show -P MainPID $unit) != $old ] && break; done");
        await host.RequireAsync(serving);

        var model = $"/opt/models/credit-scoring/releases/{serving.Version}/model";
        await host.Machine.ShellAsync($"{Unit}; mv {model} {model}-hidden; kill -9 $(systemctl show -P MainPID $unit); {Until} [ $(systemctl show -P NRestarts $unit) -gt 2 ] && break; done");
        var broken = await host.PlaceAsync();
        Assert.Equal((PlaceHealth.Unhealthy, serving.Version), (broken.Health, broken.Version));

        Assert.Equal($"Changed {next.Version}", Fleet.Text(await host.Fleet.DeployAsync(next)));
        await host.Machine.RunAsync("mv", model + "-hidden", model);
        await host.RequireAsync(next);
    }
}
