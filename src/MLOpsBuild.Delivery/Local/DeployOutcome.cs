using System.Collections.Immutable;

namespace MLOpsBuild.Delivery;

/// <summary>What a deploy or rollback came to.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Version">The version that serves.</param>
/// <param name="Digest">Its package's digest.</param>
/// <param name="Url">Where it answers, such as <c>http://127.0.0.1:8080</c>.</param>
/// <param name="Pid">The server's process.</param>
/// <param name="Since">When it started to serve.</param>
/// <param name="Previous">The version that served before, or null.</param>
/// <param name="KnownRows">How many known rows it answered right; 0 where nothing was done.</param>
/// <param name="Repairs">What was found half done and put right, a sentence each.</param>
public sealed record DeployOutcome(
    DeployKind Kind, string Version, string Digest, Uri Url, int Pid, DateTimeOffset Since, string? Previous, int KnownRows, ImmutableArray<string> Repairs);

/// <summary>What a deploy or rollback did.</summary>
public enum DeployKind
{
    /// <summary>The release served already and is healthy: nothing was done.</summary>
    UpToDate,

    /// <summary>The release was started and serves now.</summary>
    Deployed,

    /// <summary>An earlier release was started again and serves now.</summary>
    WentBack,
}
