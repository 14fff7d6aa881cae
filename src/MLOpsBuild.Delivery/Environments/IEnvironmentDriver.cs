using System.Collections.Immutable;

namespace MLOpsBuild.Delivery;

/// <summary>Brings releases to the places of one environment: hosts, or a cluster. It keeps every place on the old or the new release, never on neither.</summary>
public interface IEnvironmentDriver
{
    /// <summary>What each place has now, asked of the place itself; changes nothing. A place that cannot be asked says why.</summary>
    Task<ImmutableArray<PlaceState>> ObserveAsync(CancellationToken cancellation);

    /// <summary>Brings a release to every place by the environment's strategy; on a breach what was touched goes back.</summary>
    /// <param name="order">What is to serve.</param>
    /// <param name="progress">Takes what happens, as it happens.</param>
    /// <param name="cancellation">Ends it; a place that is being changed ends on the old or the new release.</param>
    Task<RolloutReport> DeployAsync(ReleaseOrder order, IProgress<RolloutEvent> progress, CancellationToken cancellation);

    /// <summary>Goes back on every place, to the last good release or to a named one that the places keep; needs no registry.</summary>
    Task<RolloutReport> RollbackAsync(string? version, IProgress<RolloutEvent> progress, CancellationToken cancellation);

    /// <summary>Stops the servers of every place.</summary>
    Task<RolloutReport> StopAsync(IProgress<RolloutEvent> progress, CancellationToken cancellation);
}
