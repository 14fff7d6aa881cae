namespace MLOpsBuild.Delivery;

/// <summary>
/// The hash-chained ledger of an environment: a file of JSON lines, each with the hash of the one before it and its own. Beside it stands
/// its head, by which a removed end is found, and while a line is written, the line, by which an interrupted write is finished.
/// </summary>
public sealed class LedgerFile
{
    private const int ReadOnlyFileSystem = 30;

    private readonly string _file;
    private readonly TimeProvider _time;
    private readonly DurableFiles _files;

    /// <summary>The ledger in a file, such as <c>.mlops/ledger/credit-scoring/production.jsonl</c>; nothing is touched yet.</summary>
    public LedgerFile(string file, TimeProvider? time = null)
        : this(file, time, new DurableFiles())
    {
    }

    internal LedgerFile(string file, TimeProvider? time, DurableFiles files)
    {
        _file = System.IO.Path.GetFullPath(file);
        _time = time ?? TimeProvider.System;
        _files = files;
    }

    /// <summary>The file.</summary>
    public string Path => _file;

    private string Lock => _file + ".lock";

    private string Head => _file + ".head";

    private string Pending => _file + ".pending";

    /// <summary>Reads and checks the whole ledger; changes nothing.</summary>
    public async Task<LedgerReading> ReadAsync(CancellationToken cancellation = default)
    {
        try
        {
            // Without the lock a record might be met that is being written; where the lock may not be opened, nobody writes.
            await using var held = File.Exists(Lock) ? await HeldFile.WaitAsync(Lock, _time, cancellation) : null;
            return Read();
        }
        catch (Exception readOnly) when (readOnly is UnauthorizedAccessException or IOException { HResult: ReadOnlyFileSystem })
        {
            return Read();
        }
        catch (IOException exception)
        {
            throw DeliveryErrors.Storage(_file, exception);
        }
    }

    /// <summary>Adds a record, under a lock: its index, time and the hash before it are set here.</summary>
    /// <exception cref="DeliveryException">The ledger is damaged, or the file system refuses; nothing was added.</exception>
    public async Task<LedgerEntry> AppendAsync(LedgerRecord record, CancellationToken cancellation = default)
    {
        try
        {
            _files.CreateFolder(System.IO.Path.GetDirectoryName(_file)!);
            await using var held = await HeldFile.WaitAsync(Lock, _time, cancellation);
            var reading = Finish();
            var (line, hash) = LedgerLine.Write(record with { Index = reading.Entries.Length + 1, Previous = reading.Head, Time = _time.GetUtcNow() });
            _files.Write(Pending, [.. line, (byte)'\n']);
            _files.Append(_file, [.. line, (byte)'\n']);
            return Closed(new LedgerEntry(LedgerLine.Read(line).Entry!.Record, hash));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DeliveryErrors.Storage(_file, exception);
        }
    }

    /// <summary>Finishes an interrupted write; returns the ledger as it stands then.</summary>
    /// <exception cref="DeliveryException">The ledger is damaged.</exception>
    public async Task<LedgerReading> RepairAsync(CancellationToken cancellation = default)
    {
        var reading = await ReadAsync(cancellation);
        if (reading.Unfinished is null || !reading.Damage.IsEmpty)
            return reading;
        await using var held = await HeldFile.WaitAsync(Lock, _time, cancellation);
        return Finish();
    }

    private LedgerReading Read() => LedgerCheck.Of(_file, Bytes(_file), Bytes(Head), Bytes(Pending));

    private LedgerReading Finish()
    {
        var reading = Read();
        if (!reading.Damage.IsEmpty)
            throw DeliveryErrors.LedgerDamaged(_file, reading.Damage);
        if (Bytes(Pending) is not { } pending)
            return reading;
        var whole = LedgerCheck.Whole(Bytes(_file) ?? []);
        if (LedgerLine.Read(pending.AsSpan().TrimEnd((byte)'\n')).Entry is { } entry && entry.Record.Index == reading.Entries.Length + 1)
        {
            _files.Truncate(_file, whole);
            _files.Append(_file, pending);
            Closed(entry);
        }
        else if (!reading.Entries.IsEmpty)
            Closed(reading.Entries[^1]);
        else
            _files.Delete(Pending);
        return Read();
    }

    private LedgerEntry Closed(LedgerEntry entry)
    {
        _files.Write(Head, LedgerCheck.HeadOf(entry));
        _files.Delete(Pending);
        return entry;
    }

    private static byte[]? Bytes(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
