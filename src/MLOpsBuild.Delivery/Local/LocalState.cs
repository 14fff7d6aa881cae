using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MLOpsBuild.Delivery;

/// <summary>What is deployed: <c>state.json</c>.</summary>
internal sealed record LocalState
{
    public const int KnownFormat = 1;

    public int Format { get; init; } = KnownFormat;

    /// <summary>The version that serves, or served when it was stopped.</summary>
    public string? Current { get; init; }

    /// <summary>The server of the current release; null when it was stopped.</summary>
    public RunningServer? Running { get; init; }

    /// <summary>Where the current release serves, or served.</summary>
    public int Port { get; init; }

    /// <summary>The releases that served, by the time of their last deploy, oldest first.</summary>
    public ImmutableArray<KeptRelease> Releases { get; init; } = [];

    public KeptRelease? Find(string? version) => Releases.FirstOrDefault(release => release.Version == version);
}

/// <summary>A server's process.</summary>
/// <param name="Version">The release that it serves.</param>
/// <param name="Pid">Its number.</param>
/// <param name="Identity">When it started, so that a later process of the same number is not taken for it.</param>
/// <param name="Port">Where it listens on 127.0.0.1; 0 where the system chose.</param>
/// <param name="Since">When it was started.</param>
internal sealed record RunningServer(string Version, int Pid, string Identity, int Port, DateTimeOffset Since)
{
    [JsonIgnore]
    public bool Alive => ProcessIdentity.Of(Pid) == Identity;

    [JsonIgnore]
    public Uri Url => new(FormattableString.Invariant($"http://127.0.0.1:{Port}"));
}

/// <summary>What is being done, written before it is done, so that an interrupted deploy can be told and put right: <c>journal.json</c>.</summary>
internal sealed record Journal
{
    public int Format { get; init; } = LocalState.KnownFormat;

    public required DeployStep Step { get; init; }

    public required KeptRelease Release { get; init; }

    /// <summary>Whether an earlier release is gone back to.</summary>
    public bool Back { get; init; }

    public required DateTimeOffset Since { get; init; }

    public required int Pid { get; init; }

    /// <summary>The new server, once it passed its checks and listens on the port.</summary>
    public RunningServer? Started { get; init; }
}

/// <summary>How far a deploy is.</summary>
internal enum DeployStep
{
    Unpack,
    Try,
    Switch,
}

/// <summary>Who holds the lock: <c>lock.json</c>.</summary>
internal sealed record LockHolder(int Pid, string Command, DateTimeOffset Since);

/// <summary>What a release is made of: <c>release.json</c>.</summary>
internal sealed record ReleaseRecord(int Format, string Version, string Digest, ImmutableSortedDictionary<string, string> Files);

[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(LocalState))]
[JsonSerializable(typeof(Journal))]
[JsonSerializable(typeof(LockHolder))]
[JsonSerializable(typeof(ReleaseRecord))]
internal sealed partial class LocalJson : JsonSerializerContext;
