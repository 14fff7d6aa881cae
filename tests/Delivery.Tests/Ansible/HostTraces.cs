using System.Text.Json;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>What a deploy leaves on a host beside releases and units, by the way in which the host runs servers.</summary>
internal abstract class HostTraces
{
    /// <summary>A command line that shows it, a line each.</summary>
    public abstract string Show { get; }

    /// <summary>Removes what a release left that does not serve.</summary>
    public abstract Task RemoveAsync(TestHost machine, ReleaseOrder order);
}

/// <summary>Compiled servers in folders.</summary>
internal sealed class ServiceTraces : HostTraces
{
    public override string Show => "true";

    public override Task RemoveAsync(TestHost machine, ReleaseOrder order) =>
        machine.ShellAsync("cd /opt/models/credit-scoring && for server in servers/*; do grep -q $(basename $server) deployment.json || rm -rf $server; done");
}

/// <summary>Images and containers of podman, and all that it keeps for them.</summary>
internal sealed class ContainerTraces(Fleet fleet) : HostTraces
{
    private const string Archive = "/opt/image.tar";
    private const string Name = "localhost/model-credit-scoring";

    /// <summary>How many layers neither an image nor a container is made of.</summary>
    private const string Unused = """
        import json
        def read(name):
            with open(f'/var/lib/containers/storage/overlay-{name}s/{name}s.json') as file:
                return json.load(file)
        parents = {layer['id']: layer.get('parent') for layer in read('layer')}
        for top in [made['layer'] for made in read('image') + read('container')]:
            while top:
                top = parents.pop(top, None)
        print(len(parents))
        """;

    /// <summary>All but podman's own temporary files: those that it was writing when it was killed it never removes.</summary>
    public override string Show => """
        podman image ls --all --no-trunc --format 'image {{.Repository}}:{{.Tag}} {{.ID}}'
        podman ps --all --external --format 'container {{.Names}} {{.Image}}'
        cd /var/lib/containers/storage && find overlay overlay-images overlay-layers overlay-containers -maxdepth 1 -not -name '.tmp-*' && grep -o '"incomplete"' overlay-layers/layers.json
        find /var/tmp -maxdepth 1 -not -name 'systemd-*'
        """;

    /// <summary>
    /// An image that a run left has its name. Podman has no command that removes layers without an image; it takes them for their image when that comes again,
    /// and removes them with it.
    /// </summary>
    public override async Task RemoveAsync(TestHost machine, ReleaseOrder order)
    {
        Assert.Equal("", await machine.RunAsync("podman", "image", "ls", "--quiet", "--filter", "dangling=true"));
        await machine.ShellAsync($"! podman image exists {Name}:{order.Version} || podman image rm {Name}:{order.Version}");
        if (await machine.RunAsync("python3", "-c", Unused) == "0\n")
            return;
        var role = Path.Combine(fleet.Checkout, "pipelines", Releases.Pipeline, "ansible", "roles", "model_server", "files", "pack_image.py");
        using var packed = JsonDocument.Parse(await Shell.RunAsync("python3", role, Path.Combine(fleet.Checkout, ".mlops", "images"), $"{Releases.Pipeline}:{order.Version}", order.Digest));
        await Shell.RunAsync("docker", "cp", packed.RootElement.GetProperty("path").GetString()!, $"{machine.Name}:{Archive}");
        await machine.ShellAsync($"podman image load --quiet --input {Archive} && podman image rm {packed.RootElement.GetProperty("id").GetString()} && rm {Archive}");
    }
}
