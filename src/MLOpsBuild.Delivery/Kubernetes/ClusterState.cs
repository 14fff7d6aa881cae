using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Delivery;

/// <summary>What a cluster has of a pipeline.</summary>
internal sealed class ClusterState
{
    private const string ServerKinds = "deployments.apps,replicasets.apps,pods";
    private const string OtherKinds = "services,configmaps,leases.coordination.k8s.io";

    private ClusterState(ClusterTarget target, IReadOnlyList<JsonObject> items)
    {
        Color = ClusterColor.Of(items.FirstOrDefault(item => item.Kind() == "Service" && item.Name() == target.Pipeline));
        Deployment = items.FirstOrDefault(item => item.Kind() == "Deployment" && item.Name() == target.ServersOf(Color));
        Idle = [.. items.Where(item => item.Kind() == "Deployment" && item != Deployment && target.AllServers.Contains(item.Name()))];
        Canary = items.FirstOrDefault(item => item.Kind() == "Deployment" && item.Name() == target.Canary);
        Lease = items.FirstOrDefault(item => item.Kind() == "Lease" && item.Name() == target.Lease);
        Releases = [.. items.Where(item => item.Kind() == "ConfigMap").Select(ClusterRelease.Of).OfType<ClusterRelease>().OrderBy(release => release.Number)];
        Servers = RolloutState.Of(Deployment, items);
    }

    /// <summary>The color of the servers that are asked; null where they have none.</summary>
    public string? Color { get; }

    /// <summary>The Deployment of the servers that are asked; null where there is none.</summary>
    public JsonObject? Deployment { get; }

    /// <summary>Deployments of servers that nobody asks, which are there only while blue/green changes over.</summary>
    public ImmutableArray<JsonObject> Idle { get; }

    /// <summary>The canary's Deployment, which is there only while a release is tried.</summary>
    public JsonObject? Canary { get; }

    public JsonObject? Lease { get; }

    /// <summary>How the Deployment's servers are; null where it is missing.</summary>
    public RolloutState? Servers { get; }

    /// <summary>The releases that are kept, by their number.</summary>
    public ImmutableArray<ClusterRelease> Releases { get; }

    /// <summary>The release that the Deployment bears; null where it bears none of these.</summary>
    public ClusterRelease? Current => Releases.FirstOrDefault(release => release.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) == Deployment?.Annotation(Marks.Number));

    /// <summary>The release to go back to when another fails: what serves, or what served last where that is not known to be good.</summary>
    public ClusterRelease? Good => Current is { State: ReleaseState.Good } current ? current : Releases.LastOrDefault(release => release.State == ReleaseState.Good);

    /// <summary>The release whose deploy did not end; null where none was interrupted.</summary>
    public ClusterRelease? HalfDone => Releases.LastOrDefault(release => release.State == ReleaseState.Pending);

    /// <summary>Whether nothing is left of a deploy that did not end.</summary>
    public bool IsTidy => Canary is null && Idle.IsEmpty && HalfDone is null;

    /// <summary>The color that a release's servers are to have: that which they have where it is asked already.</summary>
    public string? ColorFor(ClusterRelease release, DeployStrategy strategy) =>
        Deployment is not null && Current?.Number == release.Number ? Color : strategy is BlueGreen ? ClusterColor.Other(Color) : null;

    public static async Task<ClusterState> ReadAsync(Kubectl kubectl, ClusterTarget target, CancellationToken cancellation) =>
        new(target, await kubectl.ReadAsync(["get", $"{ServerKinds},{OtherKinds}", "--selector", target.Selector], cancellation));

    /// <summary>How the servers of each Deployment are, by its name.</summary>
    public static async Task<IReadOnlyDictionary<string, RolloutState>> ReadServersAsync(Kubectl kubectl, ClusterTarget target, CancellationToken cancellation)
    {
        var items = await kubectl.ReadAsync(["get", ServerKinds, "--selector", target.Selector], cancellation);
        return items.Where(item => item.Kind() == "Deployment").ToDictionary(deployment => deployment.Name(), deployment => RolloutState.Of(deployment, items)!);
    }
}
