using System.Collections.Immutable;

namespace MLOpsBuild.Delivery;

/// <summary>One release on disk: its model, the server that goes with it, and the record of both.</summary>
internal sealed class ReleaseFolder(string version, string path)
{
    public string Version { get; } = version;

    public string Path { get; } = path;

    public string Model => System.IO.Path.Combine(Path, "model");

    public string Server => System.IO.Path.Combine(Path, "server");

    public string Program => System.IO.Path.Combine(Server, LocalPaths.Server);

    public string KnownRows => System.IO.Path.Combine(Model, "known-rows.json");

    public string Record => System.IO.Path.Combine(Path, "release.json");

    /// <summary>What the server that serves writes.</summary>
    public string Log => System.IO.Path.Combine(Path, "server.log");

    /// <summary>What the server wrote that was started to be tried.</summary>
    public string TrialLog => System.IO.Path.Combine(Path, "trial.log");

    /// <summary>Where a server writes its address once it is ready.</summary>
    public string Announcement => System.IO.Path.Combine(Path, "server.url");

    /// <summary>The record, or null where the release is not whole.</summary>
    public ReleaseRecord? ReadRecord() => RecordFile.Read(Record, LocalJson.Default.ReleaseRecord, record => record.Format);

    public void WriteRecord(DurableFiles files, string digest) => RecordFile.Write(
        files, Record, new ReleaseRecord(LocalState.KnownFormat, Version, digest, Hashes()), LocalJson.Default.ReleaseRecord);

    /// <summary>Fails where a file of the release is missing, was added or has other bytes than when it was deployed.</summary>
    public void Verify()
    {
        var recorded = ReadRecord()?.Files ?? throw DeliveryErrors.DamagedRelease(Version, Record, "is missing");
        var found = Hashes();
        foreach (var (file, hash) in recorded)
        {
            if (!found.TryGetValue(file, out var actual))
                throw DeliveryErrors.DamagedRelease(Version, System.IO.Path.Combine(Path, file), "is missing");
            if (actual != hash)
                throw DeliveryErrors.DamagedRelease(Version, System.IO.Path.Combine(Path, file), $"has sha256 {actual} instead of {hash}");
        }

        if (found.Keys.Except(recorded.Keys).FirstOrDefault() is { } extra)
            throw DeliveryErrors.DamagedRelease(Version, System.IO.Path.Combine(Path, extra), "does not belong to it");
    }

    /// <summary>Whether the release is whole and is this package with this server.</summary>
    public bool Is(string digest, ImmutableSortedDictionary<string, string> server)
    {
        var record = ReadRecord();
        return record?.Digest == digest
            && record.Files.Where(file => file.Key.StartsWith("server/", StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal).SequenceEqual(server);
    }

    private ImmutableSortedDictionary<string, string> Hashes() =>
        FileHashes.Of(Model, "model/", _ => true).Concat(FileHashes.Of(Server, "server/", _ => true)).ToImmutableSortedDictionary(StringComparer.Ordinal);
}
