using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Delivery;

public sealed partial class LocalDeployment
{
    /// <summary>The version of the current release; null where nothing was deployed.</summary>
    internal string? Current => _records.State().Current;

    /// <summary>What this machine has, as a place of an environment; changes nothing.</summary>
    internal async Task<PlaceState> ObserveAsync(CancellationToken cancellation)
    {
        var status = await StatusAsync(cancellation);
        var state = _records.State();
        return new()
        {
            Place = LoopbackEnvironment.Place,
            Health = status.Health switch
            {
                DeploymentHealth.Nothing => PlaceHealth.Nothing,
                DeploymentHealth.Healthy => PlaceHealth.Healthy,
                DeploymentHealth.Stopped => PlaceHealth.Stopped,
                _ => PlaceHealth.Unhealthy,
            },
            Version = status.Version,
            Digest = status.Digest,
            Since = status.Since,
            Configuration = state.Current is null ? null : Configuration(Recorded(state.Current), state.Port),
            Url = status.Url,
            Releases = [.. status.Releases.Select(release => release.Version)],
            Drift = [.. Drift(status)],
            Note = _records.Journal() is null ? null : status.Note,
        };
    }

    /// <summary>What else than the package another server or port would change, a clause; null where nothing.</summary>
    internal string? Difference(string serverFolder, int port)
    {
        var state = _records.State();
        if (state.Current is null)
            return null;
        var changes = ImmutableArray.CreateBuilder<string>();
        if (!Recorded(state.Current).SequenceEqual(new ServerFiles(serverFolder).Hashes()))
            changes.Add("another server program");
        if (state.Port != port)
            changes.Add(string.Create(CultureInfo.InvariantCulture, $"port {port} instead of {state.Port}"));
        return changes.Count == 0 ? null : string.Join(", ", changes);
    }

    private IEnumerable<string> Drift(DeploymentStatus status)
    {
        if (status.Health == DeploymentHealth.Ended)
            yield return "the server ended without being told to";
        if (status.Version is { } version && Damage(_paths.Release(version)) is { } damage)
            yield return damage;
    }

    private static string? Damage(ReleaseFolder release)
    {
        try
        {
            release.Verify();
            return null;
        }
        catch (DeliveryException damaged) when (damaged.Code == DeliveryCodes.DamagedRelease)
        {
            return damaged.What;
        }
    }

    private ImmutableArray<KeyValuePair<string, string>> Recorded(string version) =>
        [.. (_paths.Release(version).ReadRecord()?.Files ?? ImmutableSortedDictionary<string, string>.Empty).Where(file => file.Key.StartsWith("server/", StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal)];

    private static string Configuration(ImmutableArray<KeyValuePair<string, string>> server, int port) => Digest.OfBytes(Encoding.UTF8.GetBytes(
        string.Concat(server.Select(file => $"{file.Key} {file.Value}\n")) + port.ToString(CultureInfo.InvariantCulture))).ToString();
}
