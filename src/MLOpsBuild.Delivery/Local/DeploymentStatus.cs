using System.Collections.Immutable;

namespace MLOpsBuild.Delivery;

/// <summary>What is deployed on this machine.</summary>
/// <param name="Health">How it is.</param>
/// <param name="Version">The current release's version; null where nothing was deployed.</param>
/// <param name="Digest">Its package's digest.</param>
/// <param name="Since">When the server started to serve; null where none runs.</param>
/// <param name="Pid">The server's process; null where none runs.</param>
/// <param name="Url">Where it answers; null where none runs.</param>
/// <param name="Note">What a reader should know, such as an interrupted deploy; null where there is nothing.</param>
/// <param name="Releases">The releases that are kept, oldest first.</param>
public sealed record DeploymentStatus(
    DeploymentHealth Health, string? Version, string? Digest, DateTimeOffset? Since, int? Pid, Uri? Url, string? Note, ImmutableArray<KeptRelease> Releases);

/// <summary>How a deployment is.</summary>
public enum DeploymentHealth
{
    /// <summary>Nothing was deployed.</summary>
    Nothing,

    /// <summary>The server runs and is ready.</summary>
    Healthy,

    /// <summary>The server runs and is not ready or does not answer.</summary>
    Unhealthy,

    /// <summary>The server was stopped.</summary>
    Stopped,

    /// <summary>The server ended without being told to.</summary>
    Ended,
}

/// <summary>A release that can be gone back to.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Digest">Its package's digest.</param>
/// <param name="Deployed">When it was last deployed.</param>
/// <param name="LeftBehind">Whether a rollback went away from it: the next rollback passes over it.</param>
public sealed record KeptRelease(string Version, string Digest, DateTimeOffset Deployed, bool LeftBehind);
