using System.Collections.Immutable;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Delivery;

/// <summary>This machine as an environment with one place: a model server on loopback.</summary>
/// <param name="deployment">The deployment.</param>
/// <param name="port">The TCP port on which releases answer.</param>
/// <param name="keepReleases">Releases kept for going back, the current one included.</param>
public sealed class LoopbackEnvironment(LocalDeployment deployment, int port, int keepReleases = 3) : IEnvironmentDriver
{
    /// <summary>The name of the one place.</summary>
    public const string Place = "this-machine";

    /// <inheritdoc/>
    public async Task<ImmutableArray<PlaceState>> ObserveAsync(CancellationToken cancellation) => [await deployment.ObserveAsync(cancellation)];

    /// <inheritdoc/>
    public Task<RolloutReport> DeployAsync(ReleaseOrder order, IProgress<RolloutEvent> progress, CancellationToken cancellation) => order.Check
        ? CheckAsync(order, cancellation)
        : RunAsync(async log =>
        {
            var layout = OciLayout.Open(order.PackageFolder);
            var package = await ModelPackage.FindAsync(order.PackageFolder, cancellation);
            var outcome = await deployment.DeployAsync(
                new()
                {
                    Version = order.Version,
                    Digest = order.Digest,
                    Unpack = folder => layout.UnpackAsync(package, folder, cancellation),
                    ServerFolder = order.ServerFolder,
                    Port = port,
                    KeepReleases = keepReleases,
                },
                log, cancellation);
            return outcome.Kind == DeployKind.UpToDate ? PlaceOutcome.Unchanged : PlaceOutcome.Changed;
        }, progress);

    /// <inheritdoc/>
    public Task<RolloutReport> RollbackAsync(string? version, IProgress<RolloutEvent> progress, CancellationToken cancellation) => RunAsync(
        async log => (await deployment.RollbackAsync(version, log, cancellation)).Kind == DeployKind.UpToDate ? PlaceOutcome.Unchanged : PlaceOutcome.Changed,
        progress);

    /// <inheritdoc/>
    public Task<RolloutReport> StopAsync(IProgress<RolloutEvent> progress, CancellationToken cancellation) => RunAsync(
        async log => await deployment.StopAsync(log) is null ? PlaceOutcome.Unchanged : PlaceOutcome.Changed,
        progress);

    private async Task<RolloutReport> CheckAsync(ReleaseOrder order, CancellationToken cancellation)
    {
        var place = await deployment.ObserveAsync(cancellation);
        var (same, difference) = (place.Digest == order.Digest && place.Health == PlaceHealth.Healthy, deployment.Difference(order.ServerFolder, port));
        return new([new(Place, same && difference is null ? PlaceOutcome.Unchanged : PlaceOutcome.Changed, place.Version, difference)]);
    }

    private async Task<RolloutReport> RunAsync(Func<Action<string>, Task<PlaceOutcome>> work, IProgress<RolloutEvent> progress)
    {
        try
        {
            var outcome = await work(line => progress.Report(new(Place, line, RolloutEventKind.Ok)));
            return new([new(Place, outcome, deployment.Current)]);
        }
        catch (DeliveryException failure) when (failure.Fault == DeliveryFault.Failed)
        {
            return new([new(Place, PlaceOutcome.WentBack, deployment.Current, failure.Message)], "The release failed its checks.");
        }
    }
}
