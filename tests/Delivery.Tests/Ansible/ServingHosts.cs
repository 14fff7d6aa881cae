using MLOpsBuild.Emitters.Tests;
using MLOpsBuild.Pipelines;
using MLOpsBuild.Registry;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>Gives the tests with hosts those that serve a release.</summary>
[CollectionDefinition(Fleet.Turns)]
public sealed class HostTurns : ICollectionFixture<ServingHost>, ICollectionFixture<ServingPair>, ICollectionFixture<ServingContainer>;

/// <summary>Hosts that serve a release, started by the first test that needs them and handed on from test to test, whichever release serves then.</summary>
public abstract class ServingHosts(int count) : IAsyncDisposable
{
    private Fleet? _fleet;

    internal Fleet Fleet => _fleet!;

    /// <summary>The release that all of them serve, and another one; the hosts are sound and nobody's.</summary>
    internal async Task<(Release Serving, Release Next)> ServingAsync(Releases releases)
    {
        if (_fleet is null)
        {
            _fleet = await StartAsync(releases);
            Assert.True((await _fleet.DeployAsync(releases.First)).Succeeded);
        }

        _fleet.Events.Clear();
        var (serving, next) = (await _fleet.ObserveAsync())[0].Version == releases.First.Version ? (releases.First, releases.Second) : (releases.Second, releases.First);
        await RequireAsync(serving);
        return (serving, next);
    }

    /// <summary>Starts the hosts, on which nothing serves.</summary>
    private protected virtual Task<Fleet> StartAsync(Releases releases) => Fleet.StartAsync(count);

    /// <summary>Requires that every host serves a release, soundly, and nothing else runs.</summary>
    internal async Task RequireAsync(Release release) => Assert.All(await _fleet!.ObserveAsync(), place =>
    {
        Assert.Equal((PlaceHealth.Healthy, release.Version, release.Digest, null), (place.Health, place.Version, place.Digest, place.Note));
        Assert.Equal([], place.Drift);
    });

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        if (_fleet is not null)
            await _fleet.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>One host that serves a release.</summary>
public sealed class ServingHost() : ServingHosts(1)
{
    internal TestHost Machine => Fleet.Hosts.All[0];

    /// <summary>What the host says of itself.</summary>
    internal async Task<PlaceState> PlaceAsync() => Assert.Single(await Fleet.ObserveAsync());

    /// <summary>Requires that a request is answered now.</summary>
    internal async Task RequireAnswerAsync(Releases releases)
    {
        using var client = new StrictClient(Fleet.Url(0), keepAlive: false);
        Assert.Equal("HTTP/1.1 200 OK", (await client.PredictAsync(releases.Row)).Status);
    }
}

/// <summary>One host that serves a release in a container, by podman; the images of two releases are there, each with another server.</summary>
public sealed class ServingContainer() : ServingHosts(1)
{
    private readonly TemporaryFolder _folder = new();

    internal TestHost Machine => Fleet.Hosts.All[0];

    internal OciLayout Images { get; private set; } = null!;

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    private protected override async Task<Fleet> StartAsync(Releases releases)
    {
        await DockerEngine.RequireAsync();
        var fleet = await Fleet.StartAsync(count: 1, ansible: to => to.Container(ContainerEngine.Podman), options: ["--volume", "/var/lib/containers"]);
        var other = ChangeKills.OtherServer(_folder.File("server"));
        Images = await HostImages.MakeAsync(fleet, (releases.First, Releases.ServerFolder), (releases.Second, other));
        return fleet;
    }
}

/// <summary>Two hosts that serve a release and change one after the other.</summary>
public sealed class ServingPair() : ServingHosts(2);
