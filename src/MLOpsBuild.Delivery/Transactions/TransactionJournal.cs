using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLOpsBuild.Delivery;

/// <summary>What is being done to an environment, written before its first change and removed after its record: <c>transaction.json</c>.</summary>
internal sealed record TransactionJournal
{
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>Names it in the ledger.</summary>
    public required string Id { get; init; }

    public required LedgerKind Kind { get; init; }

    /// <summary>What is to serve; null where servers are stopped, or where the places choose.</summary>
    public string? Version { get; init; }

    public string? Digest { get; init; }

    public string? Plan { get; init; }

    public string? Approver { get; init; }

    public string? Operator { get; init; }

    public string? Data { get; init; }

    public string? Commit { get; init; }

    public string? Gates { get; init; }

    public required int Pid { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>What each place served before.</summary>
    public required ImmutableArray<PlaceBefore> Before { get; init; }

    /// <summary>What it is, as in <c>deploy of 0.1.1</c>.</summary>
    [JsonIgnore]
    public string Name => Kind switch
    {
        LedgerKind.Stop => "stop",
        LedgerKind.Rollback => "rollback" + (Version is null ? "" : " to " + Version),
        LedgerKind.Promote => "promotion of " + Version,
        _ => "deploy of " + Version,
    };

    /// <summary>The version that every place served before; null where there was none or several.</summary>
    [JsonIgnore]
    public string? Earlier => Before.Select(place => place.Version).Distinct().ToArray() is [var only] ? only : null;

    /// <summary>What was interrupted, as a sentence.</summary>
    public string Tell() => FormattableString.Invariant($"The {Name} by {Operator ?? "someone"} (process {Pid}) was interrupted ({Since:u}).");

    /// <summary>The record that closes it.</summary>
    public LedgerRecord ToRecord(LedgerKind kind, string pipeline, string environment, ImmutableArray<PlaceResult> places, string? note) => new()
    {
        Kind = kind,
        Pipeline = pipeline,
        Environment = environment,
        Version = Version,
        Digest = Digest,
        Data = Data,
        Commit = Commit,
        Gates = Gates,
        Approver = Approver,
        Operator = Operator,
        Plan = Plan,
        Transaction = Id,
        Places = places,
        Note = note,
    };
}

/// <summary>What a place served before a transaction.</summary>
internal sealed record PlaceBefore(string Place, string? Version, string? Digest);

/// <summary>Who holds an environment: <c>transaction.lock.json</c>.</summary>
internal sealed record TransactionHolder(int Pid, string Operator, string Purpose, DateTimeOffset Since);

/// <summary>The files of an environment's transactions.</summary>
internal sealed class TransactionFiles(string folder, DurableFiles files)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);

    private readonly string _journal = Path.Combine(folder, "transaction.json");
    private readonly string _lock = Path.Combine(folder, "transaction.lock");

    private string Holder => _lock + ".json";

    public TransactionJournal? Journal() => RecordFile.Read(_journal, TransactionJson.Default.TransactionJournal, journal => journal.Format);

    public void Write(TransactionJournal journal) => files.Write(_journal, JsonSerializer.SerializeToUtf8Bytes(journal, TransactionJson.Default.TransactionJournal));

    public void Close() => files.Delete(_journal);

    /// <summary>Who holds the environment now, as a clause; null where nobody does.</summary>
    public string? HeldBy()
    {
        if (!File.Exists(_lock))
            return null;
        using var taken = HeldFile.TryTake(_lock);
        return taken is null ? Told() : null;
    }

    public async Task<FileStream> TakeAsync(string environment, TransactionHolder holder, TimeProvider time)
    {
        // Whoever only looks who holds it, holds it for a moment.
        var started = time.GetTimestamp();
        FileStream? taken;
        while ((taken = HeldFile.TryTake(_lock)) is null && time.GetElapsedTime(started) < Look)
            await Task.Delay(Pause, time);
        if (taken is null)
            throw DeliveryErrors.Locked(environment, Told());
        try
        {
            files.Write(Holder, JsonSerializer.SerializeToUtf8Bytes(holder, TransactionJson.Default.TransactionHolder));
            return taken;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    private string Told()
    {
        try
        {
            var holder = JsonSerializer.Deserialize(File.ReadAllBytes(Holder), TransactionJson.Default.TransactionHolder)!;
            return FormattableString.Invariant($"process {holder.Pid} ({holder.Operator}, {holder.Purpose}) since {holder.Since:u}");
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return "another process";
        }
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TransactionJournal))]
[JsonSerializable(typeof(TransactionHolder))]
internal sealed partial class TransactionJson : JsonSerializerContext;
