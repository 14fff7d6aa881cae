using System.Globalization;
using System.Text.Json.Nodes;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Delivery;

/// <summary>Lets some servers of a release serve beside the others, behind the same Service, and watches them by what they count.</summary>
/// <param name="session">The work that it is part of.</param>
/// <param name="serving">The Deployment of the others.</param>
/// <param name="strategy">How it is judged.</param>
internal sealed class CanaryPhase(ClusterSession session, string serving, Canary strategy)
{
    private readonly CanaryJudge _judge = new(strategy);
    private readonly Dictionary<string, ServerCounts> _last = [];
    private ServerCounts _canary;
    private ServerCounts _others;
    private bool _read;

    /// <summary>Null where the release may go on to all servers, or why not; the canary runs on in both cases.</summary>
    public async Task<string?> RunAsync(ClusterRelease release, ClusterManifest manifest, CancellationToken cancellation)
    {
        session.Say(Text($"Starting a canary of release {release.Version}: {strategy.Hosts} servers beside those that serve"), RolloutEventKind.Started, release.Image);
        await session.ApplyAsync(manifest.For(release), force: true, cancellation);
        if (await new RolloutWatch(session, session.Target.Canary, release.Version).WaitAsync(cancellation) is { } failure)
            return failure;
        return await BakeAsync(release, cancellation) is { } breach ? $"the canary of release {release.Version} on {session.Kubectl.Context} was stopped: {breach}." : null;
    }

    private async Task<string?> BakeAsync(ClusterRelease release, CancellationToken cancellation)
    {
        var started = session.Options.Time.GetTimestamp();
        await LookAsync(cancellation);
        session.Say(Text($"Watching the canary for {strategy.Bake.TotalSeconds:0.#} s"), RolloutEventKind.Started);
        while (true)
        {
            await Task.Delay(session.Options.MetricsEvery, session.Options.Time, cancellation);
            await session.Lease.KeepAsync(cancellation);
            var servers = await LookAsync(cancellation);
            if (servers is null || servers.Pods.Count(PodTroubles.IsReady) < strategy.Hosts)
                return $"it did not stay ready.{(servers is null ? "" : await PodTroubles.ToldAsync(session.Kubectl, servers, cancellation))}";
            if (_judge.Breach(_canary, _others) is { } breach)
                return breach;
            if (session.Options.Time.GetElapsedTime(started) < strategy.Bake)
                continue;
            if (!_read)
                return "its counts cannot be read by the API's proxy, so that it cannot be judged: let the control plane reach its port (NetworkPolicy), and the user get pods/proxy";
            session.Say($"The canary of release {release.Version} keeps its limits", RolloutEventKind.Ok, _judge.Told(_canary, _others));
            return null;
        }
    }

    /// <summary>Adds what the pods have counted since the last look; the canary's state.</summary>
    private async Task<RolloutState?> LookAsync(CancellationToken cancellation)
    {
        var servers = await ClusterState.ReadServersAsync(session.Kubectl, session.Target, cancellation);
        var canary = servers.GetValueOrDefault(session.Target.Canary);
        var counted = (_canary, _others);
        _canary += await CountAsync(canary, isCanary: true, cancellation);
        _others += await CountAsync(servers.GetValueOrDefault(serving), isCanary: false, cancellation);
        if (counted != (_canary, _others))
            session.Say("Watching the canary", RolloutEventKind.Started, _judge.Told(_canary, _others));
        return canary;
    }

    private async Task<ServerCounts> CountAsync(RolloutState? servers, bool isCanary, CancellationToken cancellation)
    {
        var sum = default(ServerCounts);
        foreach (var pod in servers?.Pods.Where(PodTroubles.IsReady) ?? [])
        {
            var answer = await session.Kubectl.TryAsync(["get", "--raw", Text($"/api/v1/namespaces/{session.Kubectl.Namespace}/pods/{pod.Name()}:{Port(pod)}/proxy/metrics")], cancellation);
            if (answer.Exit != 0)
                continue;
            var now = ServerCounts.Of(answer.Output, strategy.P95);
            sum += _last.TryGetValue(pod.Name(), out var last) ? now.Since(last) : default;
            _last[pod.Name()] = now;
            _read |= isCanary;
        }

        return sum;
    }

    private static int Port(JsonObject pod) => pod.Items("spec", "containers").SelectMany(container => container.Items("ports")).Select(port => port.Number("containerPort")).FirstOrDefault() ?? 8080;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
