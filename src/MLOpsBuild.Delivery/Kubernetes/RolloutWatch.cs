using System.Globalization;

namespace MLOpsBuild.Delivery;

/// <summary>Waits until a Deployment's servers are those of its newest template, and tells how far they are.</summary>
internal sealed class RolloutWatch(ClusterSession session, string deployment, string version)
{
    private readonly Dictionary<string, long> _stuck = [];
    private readonly long _started = session.Options.Time.GetTimestamp();
    private string _told = "";
    private long? _outOfReach;

    /// <summary>Null once all are ready, or why they will not be.</summary>
    public async Task<string?> WaitAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await session.Lease.KeepAsync(cancellation);
            if (await LookAsync(cancellation) is { } servers)
            {
                Tell(servers);
                if (servers.Done)
                    return null;
                if (Failure(servers) is { } failure)
                    return $"release {version} {failure} on {session.Kubectl.Context}.{await PodTroubles.ToldAsync(session.Kubectl, servers, cancellation)}";
            }

            await Task.Delay(session.Options.PollEvery, session.Options.Time, cancellation);
        }
    }

    /// <summary>The servers' state, or null where the cluster cannot be reached for a while.</summary>
    private async Task<RolloutState?> LookAsync(CancellationToken cancellation)
    {
        try
        {
            var servers = await ClusterState.ReadServersAsync(session.Kubectl, session.Target, cancellation);
            _outOfReach = null;
            return servers.GetValueOrDefault(deployment) ?? throw ClusterErrors.NothingDeployed(session.Kubectl, deployment);
        }
        catch (DeliveryException refusal) when (refusal.Code == DeliveryCodes.ClusterUnreachable)
        {
            if (_outOfReach is { } since && Elapsed(since) > session.Options.OutOfReach)
                throw;
            if (_outOfReach is null)
                session.Say("The cluster cannot be reached; trying again", RolloutEventKind.Unreachable, refusal.Message);
            _outOfReach ??= session.Options.Time.GetTimestamp();
            return null;
        }
    }

    private void Tell(RolloutState servers)
    {
        var told = string.Create(CultureInfo.InvariantCulture, $"{Math.Min(servers.Updated, servers.Wanted)} of {servers.Wanted} servers are of release {version}, {Ready(servers)} ready");
        if (told == _told || !servers.Observed)
            return;
        _told = told;
        session.Say(told, servers.Done ? RolloutEventKind.Ok : RolloutEventKind.Started, servers.Pods.Where(pod => PodTroubles.StuckBy(pod) is not null).Select(pod => $"{pod.Name()} {PodTroubles.Condition(pod)}").FirstOrDefault());
    }

    private string? Failure(RolloutState servers)
    {
        if (servers.GivenUp is not null && servers.Observed)
            return "did not become ready in the time that its Deployment allows";
        var stuck = servers.Pods.Where(pod => PodTroubles.StuckBy(pod) is not null).Select(pod => pod.Name()).Concat(servers.Refused is null ? [] : [""]).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _stuck.Keys.Where(pod => !stuck.Contains(pod) && servers.Pods.Any(other => other.Name() == pod && PodTroubles.IsReady(other))).ToArray())
            _stuck.Remove(gone);
        foreach (var pod in stuck)
            _stuck.TryAdd(pod, session.Options.Time.GetTimestamp());
        if (stuck.Any(pod => Elapsed(_stuck[pod]) >= session.Options.Patience))
            return "cannot run";
        return Elapsed(_started) > session.Options.ReadyTimeout
            ? string.Create(CultureInfo.InvariantCulture, $"was not ready within {session.Options.ReadyTimeout.TotalSeconds:0.#} s")
            : null;
    }

    private static int Ready(RolloutState servers) => servers.Pods.Count(PodTroubles.IsReady);

    private TimeSpan Elapsed(long since) => session.Options.Time.GetElapsedTime(since);
}
