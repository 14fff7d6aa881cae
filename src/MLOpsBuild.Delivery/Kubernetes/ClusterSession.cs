using System.Text.Json.Nodes;

namespace MLOpsBuild.Delivery;

/// <summary>A piece of work on a cluster.</summary>
internal sealed record ClusterSession(Kubectl Kubectl, ClusterTarget Target, KubernetesOptions Options, ClusterLease Lease, IProgress<RolloutEvent> Progress)
{
    private static readonly string[] Apply = ["apply", "--server-side", $"--field-manager={Marks.Manager}", "--filename", "-"];

    public void Say(string step, RolloutEventKind kind, string? detail = null) => Progress.Report(new(Kubectl.Context, step, kind, detail));

    public Task<ClusterState> StateAsync(CancellationToken cancellation) => ClusterState.ReadAsync(Kubectl, Target, cancellation);

    /// <summary>Brings the objects to the cluster. Fields that others have set are refused, or taken from them where <paramref name="force"/> says so.</summary>
    public Task<string> ApplyAsync(ClusterManifest manifest, bool force, CancellationToken cancellation) =>
        Kubectl.RunAsync([.. Apply, .. Forced(force)], cancellation, manifest.ToText());

    /// <summary>What an apply would change; the cluster itself works that out and changes nothing.</summary>
    public static async Task<ClusterComparison> CompareAsync(Kubectl kubectl, ClusterManifest manifest, bool force, CancellationToken cancellation)
    {
        var wanted = await kubectl.ReadAsync([.. Apply, "--dry-run=server", .. Forced(force)], cancellation, manifest.ToText());
        var live = await kubectl.ReadAsync(["get", "--filename", "-", "--ignore-not-found", "--show-managed-fields"], cancellation, manifest.ToText());
        return new(live, wanted);
    }

    /// <summary>Takes objects away; those that are gone already are passed over.</summary>
    public async Task DeleteAsync(IReadOnlyList<JsonObject> items, CancellationToken cancellation)
    {
        if (items.Count > 0)
            await Kubectl.RunAsync(["delete", "--filename", "-", "--ignore-not-found", "--wait=false"], cancellation, new ClusterManifest(items).ToText());
    }

    /// <summary>Sets how many servers a Deployment has, where it has fewer than at least: one that was stopped, or is new, gets them at once and not when the autoscaler comes by.</summary>
    public async Task EnsureServersAsync(string deployment, int least, CancellationToken cancellation)
    {
        var servers = await ClusterState.ReadServersAsync(Kubectl, Target, cancellation);
        if (servers.TryGetValue(deployment, out var own) && own.Wanted < least)
            await ScaleAsync(deployment, least, cancellation);
    }

    public Task<string> ScaleAsync(string deployment, int servers, CancellationToken cancellation) =>
        Kubectl.RunAsync(["scale", $"deployment/{deployment}", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"--replicas={servers}")], cancellation);

    /// <summary>Ends all servers but those of one Deployment.</summary>
    public async Task RemoveServersAsync(string? except, CancellationToken cancellation)
    {
        var servers = await ClusterState.ReadServersAsync(Kubectl, Target, cancellation);
        string[] others = [.. Target.AllServers.Where(name => name != except && servers.ContainsKey(name))];
        if (others.Length > 0)
            await Kubectl.RunAsync(["delete", "deployments.apps", .. others, "--ignore-not-found", "--wait=false"], cancellation);
    }

    /// <summary>Ends a canary that is there, with its settings.</summary>
    public Task<string> RemoveCanaryAsync(CancellationToken cancellation) =>
        Kubectl.RunAsync(["delete", "deployments.apps,configmaps", "--selector", $"{Target.Selector},{Marks.Track}=canary", "--wait=false"], cancellation);

    private static string[] Forced(bool force) => force ? ["--force-conflicts"] : [];
}
