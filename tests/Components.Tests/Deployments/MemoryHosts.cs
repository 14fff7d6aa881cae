using System.Collections.Concurrent;
using System.Collections.Immutable;
using MLOpsBuild.Delivery;

namespace MLOpsBuild.Components.Tests;

/// <summary>Hosts in memory: what real ones do is tested where their drivers are; here it is whether they are asked at all, and with what.</summary>
internal sealed class MemoryHosts(params string[] names) : IEnvironmentDriver
{
    private readonly ConcurrentDictionary<string, ImmutableArray<(string Version, string Digest)>> _releases = new(names.ToDictionary(name => name, _ => ImmutableArray<(string, string)>.Empty));

    /// <summary>The host on which the next deploy fails, after which all go back.</summary>
    public string? Fails { get; set; }

    /// <summary>The host that cannot be asked.</summary>
    public string? Gone { get; set; }

    /// <summary>Why none of them can be asked.</summary>
    public DeliveryException? Refusal { get; set; }

    public int Deploys { get; private set; }

    public string? Serves(string name) => _releases[name].IsEmpty ? null : _releases[name][^1].Version;

    /// <summary>Serves something that nobody deployed.</summary>
    public void Meddle(string name, string version) => _releases[name] = _releases[name].Add((version, "sha256:" + new string('f', 64)));

    public Task<ImmutableArray<PlaceState>> ObserveAsync(CancellationToken cancellation) => Refusal is not null ? throw Refusal : Task.FromResult<ImmutableArray<PlaceState>>([.. names.Select(name =>
        name == Gone ? new PlaceState { Place = name, Health = PlaceHealth.Unreachable, Note = "no route to host" }
        : _releases[name].IsEmpty ? new() { Place = name, Health = PlaceHealth.Nothing }
        : new() { Place = name, Health = PlaceHealth.Healthy, Version = _releases[name][^1].Version, Digest = _releases[name][^1].Digest, Since = DateTimeOffset.UnixEpoch, By = "the host's ada", Releases = [.. _releases[name].Select(release => release.Version)] })]);

    public Task<RolloutReport> DeployAsync(ReleaseOrder order, IProgress<RolloutEvent> progress, CancellationToken cancellation)
    {
        if (order.Check)
            return Task.FromResult(new RolloutReport([.. names.Select(name => new PlaceResult(name, PlaceOutcome.Unchanged, Serves(name)))]));
        Deploys++;
        Assert.True(File.Exists(Path.Combine(order.PackageFolder, "index.json")), "the package is no layout");
        if (Fails is { } failing)
            return Task.FromResult(new RolloutReport([.. names.Select(name => new PlaceResult(name, name == failing ? PlaceOutcome.WentBack : PlaceOutcome.NotReached, Serves(name), name == failing ? "was not ready within 60 s" : null))], $"{failing} did not serve it."));
        foreach (var name in names)
        {
            progress.Report(new(name, "Serves it", RolloutEventKind.Changed));
            _releases[name] = _releases[name].Add((order.Version, order.Digest));
        }

        return Task.FromResult(new RolloutReport([.. names.Select(name => new PlaceResult(name, PlaceOutcome.Changed, order.Version))]));
    }

    public Task<RolloutReport> RollbackAsync(string? version, IProgress<RolloutEvent> progress, CancellationToken cancellation)
    {
        foreach (var name in names)
            _releases[name] = [.. _releases[name].TakeWhile(release => release.Version != version), _releases[name].First(release => release.Version == version)];
        return Task.FromResult(new RolloutReport([.. names.Select(name => new PlaceResult(name, PlaceOutcome.Changed, version))]));
    }

    public Task<RolloutReport> StopAsync(IProgress<RolloutEvent> progress, CancellationToken cancellation) => throw new NotSupportedException();
}
