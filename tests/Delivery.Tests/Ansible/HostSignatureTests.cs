using System.Text.Json.Nodes;
using MLOpsBuild.Registry;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>A host takes only what a key signed that it trusts itself.</summary>
[Collection(Fleet.Turns)]
public sealed class HostSignatureTests(Releases releases)
{
    private const string TrustFile = "/etc/model-credit-scoring/trust.json";
    private const string Anything = "\"pipelines\": [\"*\"]";

    [Fact]
    public async Task What_no_trusted_key_signed_is_refused_on_the_host_and_never_unpacked()
    {
        using var key = Vouching.NewKey();
        using var other = Vouching.NewKey();
        using var copy = new TemporaryFolder();
        var registry = copy.File("registry");
        await Shell.RunAsync("cp", "-r", releases.Registry, registry);
        var (first, second) = (releases.First with { Registry = registry }, releases.Second with { Registry = registry });
        await using var fleet = await Fleet.StartAsync(count: 1, push: to => to.RequireSignature());
        var host = fleet.Hosts.All[0];

        await TrustInCheckoutAsync(fleet, Vouching.Policy((key, Anything)));
        await RefusedAsync(fleet, first, check: true, $"VER201: {first.Digest} is not signed, and the host asks for a signature by a key in {TrustFile}. Push it with a key in MLOPSBUILD_SIGNING_KEY");
        Assert.Equal("", await host.ShellAsync("ls -d /opt/* /etc/model-* 2>/dev/null || true"));
        await SignAsync(first, other);
        await RefusedAsync(fleet, first, check: false, $"VER202: it is signed by the key '{other.PublicKey.Id}', which this host does not trust; {TrustFile} has key-0");
        Assert.Equal("", await host.RunAsync("find", "/opt", "-mindepth", "1"));

        // Another checkout's word does not change whom the host trusts; a playbook of its own does.
        await TrustInCheckoutAsync(fleet, Vouching.Policy((key, Anything), (other, Anything)));
        await RefusedAsync(fleet, first, check: true, "VER202");
        await SignAsync(first, key);
        Assert.Equal("Changed " + first.Version, Fleet.Text(await fleet.DeployAsync(first)));
        Assert.Equal("644 root", (await host.RunAsync("stat", "--format", "%a %U", TrustFile)).Trim());

        await TrustInCheckoutAsync(fleet, Vouching.Policy((key, Anything + ", \"revoked\": {\"at\": \"2026-01-01T00:00:00Z\", \"reason\": \"keyCompromise\"}"), (other, Anything)));
        Assert.Contains("changed=1", (await PutKeysAsync(fleet)).Output, StringComparison.Ordinal);
        Assert.Contains("changed=0", (await PutKeysAsync(fleet)).Output, StringComparison.Ordinal);
        await SignAsync(second, key);
        await RefusedAsync(fleet, second, check: true, "VER205: the key 'key-0' was revoked at 2026-01-01T00:00:00Z (keyCompromise)");

        await SignAsync(second, other);
        await FlipLayerAsync(second);
        var (exit, said) = await DeployByHandAsync(fleet, second);
        Assert.Equal(2, exit);
        Assert.Contains("What came to the host has the digest sha256:", said, StringComparison.Ordinal);
        Assert.Equal(first.Version, (await host.RunAsync("ls", "/opt/models/credit-scoring/releases")).Trim());
        Assert.Equal((PlaceHealth.Healthy, first.Version), await fleet.ObserveAsync() is [var place] ? (place.Health, place.Version) : default);
    }

    private static async Task RefusedAsync(Fleet fleet, Release release, bool check, string reason)
    {
        var report = await fleet.DeployAsync(release, check);
        Assert.Equal([PlaceOutcome.WentBack], report.Places.Select(place => place.Outcome));
        Assert.Contains(reason, report.Breach, StringComparison.Ordinal);
    }

    private static Task TrustInCheckoutAsync(Fleet fleet, string policy) => File.WriteAllTextAsync(Path.Combine(fleet.Checkout, "trust.json"), policy);

    private static async Task<(int Exit, string Output)> PutKeysAsync(Fleet fleet)
    {
        var put = await fleet.Hosts.PlayAsync(Playbooks(fleet), "production", "trust.yml");
        Assert.True(put.Exit == 0, put.Output);
        return put;
    }

    /// <summary>Deploys without the driver, which looks at the package first.</summary>
    private static Task<(int Exit, string Output)> DeployByHandAsync(Fleet fleet, Release release) => fleet.Hosts.PlayAsync(
        Playbooks(fleet), "production", "deploy.yml",
        "-e", $$"""{"model_server_release": "{{release.Version}}", "model_server_digest": "{{release.Digest}}", "model_server_package": "{{release.Registry}}", "model_server_program": "{{Releases.ServerFolder}}"}""");

    private static string Playbooks(Fleet fleet) => Path.Combine(fleet.Checkout, "pipelines", Releases.Pipeline, "ansible");

    private static async Task SignAsync(Release release, SigningKey key)
    {
        var registry = OciLayout.Open(release.Registry);
        var package = await registry.FindAsync(Releases.Pipeline, release.Digest) ?? throw new InvalidOperationException($"{release.Digest} is not in {release.Registry}.");
        await PackageSignature.AttachAsync(registry, package, [], key, DateTimeOffset.UtcNow);
    }

    /// <summary>Changes a byte of the content that the host is sent.</summary>
    private static async Task FlipLayerAsync(Release release)
    {
        await using var manifest = File.OpenRead(Path.Combine(release.Registry, "blobs", "sha256", release.Digest["sha256:".Length..]));
        var layer = (await JsonNode.ParseAsync(manifest))!["layers"]![0]!["digest"]!.ToString()["sha256:".Length..];
        await using var content = File.Open(Path.Combine(release.Registry, "blobs", "sha256", layer), FileMode.Open);
        content.Position = content.Length / 2;
        var was = content.ReadByte();
        content.Position--;
        content.WriteByte((byte)(was ^ 1));
    }
}
