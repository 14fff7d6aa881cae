using System.Collections.Immutable;

namespace MLOpsBuild.Delivery;

public sealed partial class KubernetesEnvironment
{
    /// <inheritdoc/>
    public async Task<ImmutableArray<PlaceState>> ObserveAsync(CancellationToken cancellation)
    {
        var place = _target.Context ?? "the current context";
        try
        {
            var kubectl = await OpenAsync(cancellation);
            place = kubectl.Context;
            return [await ObserveAsync(kubectl, await ClusterState.ReadAsync(kubectl, _target, cancellation), cancellation)];
        }
        catch (DeliveryException refusal) when (refusal.Fault == DeliveryFault.Environment)
        {
            return [new() { Place = place, Health = PlaceHealth.Unreachable, Note = refusal.Message }];
        }
    }

    private async Task<PlaceState> ObserveAsync(Kubectl kubectl, ClusterState state, CancellationToken cancellation)
    {
        var release = state.Current;
        var drift = release is null ? [] : (await ClusterSession.CompareAsync(kubectl, release.Manifest.For(release).In(state.Color), force: true, cancellation)).Drift.ToImmutableArray();
        return new()
        {
            Place = kubectl.Context,
            Health = Health(state),
            Version = state.Deployment?.Annotation(Marks.Version),
            Digest = state.Deployment?.Annotation(Marks.Digest),
            Since = state.Deployment?.Time("metadata", "annotations", Marks.Since),
            By = state.Deployment?.Annotation(Marks.By),
            Configuration = state.Deployment?.Annotation(Marks.Configuration),
            Releases = [.. Served(state)],
            Drift = drift,
            Note = Note(state),
        };
    }

    private static PlaceHealth Health(ClusterState state) => state.Servers switch
    {
        null => PlaceHealth.Nothing,
        { Wanted: 0 } => PlaceHealth.Stopped,
        { Done: true } => PlaceHealth.Healthy,

        // The autoscaler is adding servers; those that there are to be at least serve.
        { Observed: true } servers when servers.All <= servers.Updated && servers.Available >= state.Current?.Manifest.LeastServers => PlaceHealth.Healthy,
        _ => PlaceHealth.Unhealthy,
    };

    /// <summary>What is left of a deploy that did not end; null where nothing is.</summary>
    private static string? HalfDone(ClusterState state)
    {
        if (state.HalfDone is { } half)
            return $"The deploy of release {half.Version} by {half.By} at {half.Since:u} did not end: deploy again, or roll back.";
        if (state.Canary is not null)
            return $"A canary of release {state.Canary.Annotation(Marks.Version) ?? "unknown"} runs that no deploy watches: the next deploy, rollback or stop removes it.";
        return state.Idle is [var idle, ..] ? $"Servers of release {idle.Annotation(Marks.Version) ?? "unknown"} run that nobody asks ({idle.Name()}): the next deploy, rollback or stop removes them." : null;
    }

    private string? Note(ClusterState state)
    {
        if (ClusterLease.HeldBy(state.Lease, _options.Time.GetUtcNow()) is { } holder)
            return $"A deploy is at work: {holder}.";
        if (HalfDone(state) is { } half)
            return half;
        if (state is { Deployment: not null, Current: null })
            return "It was deployed in another way than by this build, which keeps no release of it.";
        return state.Servers is { Done: false, Wanted: > 0 } servers && servers.Pods.FirstOrDefault(pod => !PodTroubles.IsReady(pod)) is { } pod ? $"Pod {pod.Name()} {PodTroubles.Condition(pod)}." : null;
    }
}
