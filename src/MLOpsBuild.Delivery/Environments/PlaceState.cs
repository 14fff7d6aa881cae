using System.Collections.Immutable;

namespace MLOpsBuild.Delivery;

/// <summary>What a place of an environment has: a host, or a cluster.</summary>
public sealed record PlaceState
{
    /// <summary>The host's or cluster's name.</summary>
    public required string Place { get; init; }

    /// <summary>How what serves there is.</summary>
    public required PlaceHealth Health { get; init; }

    /// <summary>The version that serves; null where none does or the place cannot be asked.</summary>
    public string? Version { get; init; }

    /// <summary>The digest of its package, <c>sha256:...</c>.</summary>
    public string? Digest { get; init; }

    /// <summary>Since when it serves.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Who brought it, as the place knows them; null where it does not.</summary>
    public string? By { get; init; }

    /// <summary>The digest of what the model is served with besides its package: unit, settings, server program; null where unknown.</summary>
    public string? Configuration { get; init; }

    /// <summary>Where it answers; null where that is not known.</summary>
    public Uri? Url { get; init; }

    /// <summary>The releases that the place keeps, oldest first.</summary>
    public ImmutableArray<string> Releases { get; init; } = [];

    /// <summary>What is otherwise than the last deploy left it, a sentence each.</summary>
    public ImmutableArray<string> Drift { get; init; } = [];

    /// <summary>Why the place cannot be asked, or what was half done there; null where all is well.</summary>
    public string? Note { get; init; }
}

/// <summary>How what serves at a place is.</summary>
public enum PlaceHealth
{
    /// <summary>Nothing was deployed.</summary>
    Nothing,

    /// <summary>It is ready.</summary>
    Healthy,

    /// <summary>It runs and is not ready, or serves another release than the place's record says.</summary>
    Unhealthy,

    /// <summary>It was stopped.</summary>
    Stopped,

    /// <summary>The place cannot be asked.</summary>
    Unreachable,
}
