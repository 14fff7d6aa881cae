using System.Collections.Concurrent;
using System.Collections.Immutable;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests.Transactions;

/// <summary>An environment of a test's own: hosts, controller and ledger in a folder.</summary>
internal sealed class Site : IDisposable
{
    private readonly TemporaryFolder? _temp;

    public Site()
        : this(new TemporaryFolder())
    {
    }

    /// <summary>A site in a folder of another process.</summary>
    public Site(string folder, Action<string>? step = null)
    {
        Folder = folder;
        Hosts = new(Path.Combine(folder, "hosts"), step);
        Ledger = new(Path.Combine(folder, "production.jsonl"), TimeProvider.System, new(step));
        Step = step;
    }

    private Site(TemporaryFolder temp)
        : this(temp.File("site")) => _temp = temp;

    public string Folder { get; }

    public Action<string>? Step { get; }

    public FolderHosts Hosts { get; init; }

    public LedgerFile Ledger { get; }

    public ConcurrentQueue<string> Lines { get; } = new();

    public ConcurrentQueue<LedgerEntry> Recorded { get; } = new();

    public EnvironmentController Controller(string by = "ada") => new(
        new()
        {
            Folder = Path.Combine(Folder, "deployments"),
            Pipeline = "credit-scoring",
            Environment = "production",
            Ledger = Ledger,
            Driver = Hosts,
            Operator = by,
            Log = Lines.Enqueue,
            Recorded = (entry, _) =>
            {
                Recorded.Enqueue(entry);
                return Task.CompletedTask;
            },
        },
        new DurableFiles(Step));

    public async Task<TransactionResult> DeployAsync(string version, Approval? approval = null)
    {
        await using var session = await Controller().OpenAsync("Deploy " + version);
        var places = await Hosts.ObserveAsync(default);
        var plan = DeployPlanner.Plan(Plans.Plans.Input() with { Places = places, Release = new() { Version = version, Digest = "sha256:" + version, Evidence = Plans.Plans.Evidence }, Schemas = ImmutableDictionary<string, byte[]>.Empty });
        return await session.DeployAsync(LedgerKind.Deploy, FolderHosts.Order(version), new(plan, places, approval), new Progress<RolloutEvent>(), default);
    }

    public async Task<TransactionResult> RollbackAsync(string? version = null)
    {
        await using var session = await Controller().OpenAsync("Rollback");
        return await session.RollbackAsync(version, null, new Progress<RolloutEvent>(), default);
    }

    public async Task<TransactionResult> StopAsync()
    {
        await using var session = await Controller().OpenAsync("Stop");
        return await session.StopAsync(new Progress<RolloutEvent>(), default);
    }

    /// <summary>A site with the same files.</summary>
    public Site Copy()
    {
        var copy = new Site();
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy.Folder, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return copy;
    }

    /// <summary>The ledger, one text a record: <c>Deploy 0.1.0</c>.</summary>
    public async Task<string[]> RecordsAsync()
    {
        var reading = await Ledger.ReadAsync();
        Assert.Empty(reading.Damage);
        return [.. reading.Entries.Select(entry => $"{entry.Record.Kind} {entry.Record.Version}".Trim())];
    }

    public void Dispose() => _temp?.Dispose();
}
