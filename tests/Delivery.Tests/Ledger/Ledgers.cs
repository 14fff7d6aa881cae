using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests.Ledger;

/// <summary>A ledger in a folder of its own, and the records that tests put into it.</summary>
internal sealed class Ledgers : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Ledgers() => Ledger = new LedgerFile(File, Clock);

    public string File => _folder.File("production.jsonl");

    public LedgerFile Ledger { get; }

    public SteppingClock Clock { get; } = new();

    public static LedgerRecord Record(LedgerKind kind, string version) => new()
    {
        Kind = kind,
        Pipeline = "credit-scoring",
        Environment = "production",
        Version = version,
        Digest = "sha256:" + version,
        Places = [new("prod-1", PlaceOutcome.Changed, version)],
    };

    /// <summary>A ledger with these versions deployed in turn.</summary>
    public async Task<Ledgers> WithAsync(params string[] versions)
    {
        foreach (var version in versions)
            await Ledger.AppendAsync(Record(LedgerKind.Deploy, version), TestContext.Current.CancellationToken);
        return this;
    }

    public async Task<LedgerReading> ReadAsync() => await Ledger.ReadAsync(TestContext.Current.CancellationToken);

    public string[] Lines() => System.IO.File.ReadAllText(File).TrimEnd('\n').Split('\n');

    public void Write(params string[] lines) => System.IO.File.WriteAllText(File, string.Concat(lines.Select(line => line + "\n")));

    public void Dispose() => _folder.Dispose();
}

/// <summary>A clock that always tells the same.</summary>
internal sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}

/// <summary>A clock that is an hour later each time it is asked.</summary>
internal sealed class SteppingClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now += TimeSpan.FromHours(1);
}
