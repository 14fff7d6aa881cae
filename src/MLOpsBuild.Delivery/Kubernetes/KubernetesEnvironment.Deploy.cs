using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Delivery;

public sealed partial class KubernetesEnvironment
{
    /// <inheritdoc/>
    public async Task<RolloutReport> DeployAsync(ReleaseOrder order, IProgress<RolloutEvent> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(progress);
        var image = order.Image is { } named && named.Contains("@sha256:", StringComparison.Ordinal) ? named : throw ClusterErrors.NoImage(order.Version);
        var kubectl = await OpenAsync(cancellation);
        var manifest = await ManifestAsync(kubectl, _target.Overlay, cancellation);
        var canary = _target.Strategy is Canary ? await ManifestAsync(kubectl, _target.CanaryOverlay, cancellation) : null;
        if (order.Check)
            return await CheckAsync(kubectl, order, image, manifest, progress, cancellation);
        return await ChangeAsync(kubectl, $"deploys release {order.Version}", progress, async session =>
        {
            var state = await BeginAsync(session, cancellation);
            Refuse(session.Kubectl, state, order);
            var isServed = await IsServedAsync(session.Kubectl, state, order, image, manifest, cancellation);
            if (isServed && state.IsTidy)
            {
                session.Say($"Release {order.Version} serves already", RolloutEventKind.Ok);
                return Report(session, PlaceOutcome.Unchanged, order.Version);
            }

            var release = isServed ? state.Current! : Release(state, order, image, manifest);
            var (_, before) = await CompareAsync(session.Kubectl, state, release, cancellation);
            return await new ClusterRollout(session, state, before).BringAsync(release, force: false, isServed ? null : canary, cancellation);
        }, cancellation);
    }

    /// <summary>What a release has otherwise than the servers that are asked now, and otherwise than those of its own color, where it comes in another; fields that others have set are refused.</summary>
    private async Task<(ClusterComparison Asked, ClusterComparison Own)> CompareAsync(Kubectl kubectl, ClusterState state, ClusterRelease release, CancellationToken cancellation)
    {
        var (manifest, color) = (release.Manifest.For(release), state.ColorFor(release, _target.Strategy));
        var asked = await ClusterSession.CompareAsync(kubectl, manifest.In(state.Color), force: false, cancellation);
        return (asked, color == state.Color ? asked : await ClusterSession.CompareAsync(kubectl, manifest.In(color), force: false, cancellation));
    }

    private async Task<RolloutReport> CheckAsync(Kubectl kubectl, ReleaseOrder order, string image, ClusterManifest manifest, IProgress<RolloutEvent> progress, CancellationToken cancellation)
    {
        var state = await ClusterState.ReadAsync(kubectl, _target, cancellation);
        Refuse(kubectl, state, order);
        if (state.IsTidy && await IsServedAsync(kubectl, state, order, image, manifest, cancellation))
            return new([new(kubectl.Context, PlaceOutcome.Unchanged, order.Version)]);
        var release = Release(state, order, image, manifest);
        var differences = (await CompareAsync(kubectl, state, release, cancellation)).Asked.Differences;
        foreach (var difference in differences)
        {
            progress.Report(new(kubectl.Context, difference.Path.Length == 0 ? $"{difference.Object} would be made" : $"{difference.Object}: {difference.Path} would change", RolloutEventKind.Changed,
                difference.Path.Length == 0 ? null : $"from {difference.Is ?? "nothing"} to {difference.WasToBe ?? "nothing"}"));
        }

        return new([new(kubectl.Context, PlaceOutcome.Changed, state.Current?.Version, ClusterSettings.Change(state.Current, release, differences))]);
    }

    private static void Refuse(Kubectl kubectl, ClusterState state, ReleaseOrder order)
    {
        if (state.Current is { } current && current.Version == order.Version && current.Digest != order.Digest)
            throw ClusterErrors.VersionTaken(kubectl, order.Version, current.Digest, order.Digest);
    }

    /// <summary>Whether the cluster serves exactly this, and a new apply would change nothing; something may be left of a deploy that did not end.</summary>
    private static async Task<bool> IsServedAsync(Kubectl kubectl, ClusterState state, ReleaseOrder order, string image, ClusterManifest manifest, CancellationToken cancellation) =>
        state is { Current: { State: ReleaseState.Good } current, Servers: { Done: true, Wanted: > 0 } }
        && (current.Version, current.Digest, current.Image, current.Configuration) == (order.Version, order.Digest, image, manifest.Configuration)
        && (await ClusterSession.CompareAsync(kubectl, manifest.For(current).In(state.Color), force: true, cancellation)).Differences.IsEmpty;

    private ClusterRelease Release(ClusterState state, ReleaseOrder order, string image, ClusterManifest manifest) => new()
    {
        Number = state.Releases.Select(release => release.Number).DefaultIfEmpty().Max() + 1,
        Version = order.Version,
        Digest = order.Digest,
        Image = image,
        Configuration = manifest.Configuration,
        Since = _options.Time.GetUtcNow(),
        By = By,
        State = ReleaseState.Pending,
        Manifest = manifest,
    };

    private async Task<ClusterManifest> ManifestAsync(Kubectl kubectl, string folder, CancellationToken cancellation)
    {
        var manifest = await ClusterManifest.RenderAsync(kubectl, folder, cancellation);
        if (manifest.Namespace != _target.Namespace)
            throw ClusterErrors.BadOverlay(folder, $"their namespace is '{manifest.Namespace}' and the definition's is '{_target.Namespace}'");
        return _target.Strategy is not BlueGreen || manifest.HasService(_target.Pipeline)
            ? manifest
            : throw ClusterErrors.BadOverlay(folder, $"blue/green changes over by the Service '{_target.Pipeline}', and they have none that selects the Deployment's pods");
    }
}
