using System.Collections.Immutable;

namespace MLOpsBuild.Delivery.Tests.Transactions;

/// <summary>Three hosts, each a file that names what serves there, changed one after another; what a real driver promises, a rename keeps.</summary>
internal sealed class FolderHosts(string folder, Action<string>? step = null) : IEnvironmentDriver
{
    public static readonly ImmutableArray<string> Names = ["host-1", "host-2", "host-3"];

    /// <summary>The version that fails on its second host.</summary>
    public const string Bad = "0.9.9";

    /// <summary>A host that cannot be put back.</summary>
    public string? Stuck { get; init; }

    public Func<Task> During { get; init; } = () => Task.CompletedTask;

    public IReadOnlyList<string?> Serving => [.. Names.Select(Read)];

    public Task<ImmutableArray<PlaceState>> ObserveAsync(CancellationToken cancellation) => Task.FromResult<ImmutableArray<PlaceState>>([.. Names.Select(name => Read(name) is { } version
        ? new PlaceState { Place = name, Health = version == "stopped" ? PlaceHealth.Stopped : PlaceHealth.Healthy, Version = version, Digest = "sha256:" + version }
        : new PlaceState { Place = name, Health = PlaceHealth.Nothing })]);

    public async Task<RolloutReport> DeployAsync(ReleaseOrder order, IProgress<RolloutEvent> progress, CancellationToken cancellation)
    {
        await During();
        var before = Serving;
        var results = Names.Select(name => new PlaceResult(name, PlaceOutcome.NotReached, Read(name))).ToArray();
        for (var at = 0; at < Names.Length; at++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (order.Version == Bad && at == 1)
            {
                results[1] = results[1] with { Outcome = PlaceOutcome.WentBack, Message = "was not ready within 60 s" };
                results[0] = Stuck == Names[0] ? results[0] with { Outcome = PlaceOutcome.Failed } : results[0] with { Outcome = PlaceOutcome.WentBack, Version = before[0] };
                if (Stuck != Names[0])
                    Write(Names[0], before[0]!);
                return new([.. results], "host-2 did not serve it.");
            }

            results[at] = new(Names[at], Read(Names[at]) == order.Version ? PlaceOutcome.Unchanged : PlaceOutcome.Changed, order.Version);
            Write(Names[at], order.Version);
        }

        return new([.. results]);
    }

    public async Task<RolloutReport> RollbackAsync(string? version, IProgress<RolloutEvent> progress, CancellationToken cancellation) =>
        await DeployAsync(Order(version ?? throw new InvalidOperationException("No host knows what served before.")), progress, cancellation);

    public Task<RolloutReport> StopAsync(IProgress<RolloutEvent> progress, CancellationToken cancellation)
    {
        foreach (var name in Names)
            Write(name, "stopped");
        return Task.FromResult(new RolloutReport([.. Names.Select(name => new PlaceResult(name, PlaceOutcome.Changed, null))]));
    }

    public static ReleaseOrder Order(string version) => new() { Version = version, Digest = "sha256:" + version, PackageFolder = "", ServerFolder = "" };

    private string? Read(string name) => File.Exists(Path.Combine(folder, name)) ? File.ReadAllText(Path.Combine(folder, name)) : null;

    private void Write(string name, string version)
    {
        step?.Invoke("change " + name);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name + ".new"), version);
        File.Move(Path.Combine(folder, name + ".new"), Path.Combine(folder, name), overwrite: true);
        step?.Invoke("changed " + name);
    }
}
