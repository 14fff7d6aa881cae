using System.Collections.Immutable;

namespace MLOpsBuild.Delivery;

/// <summary>What a rollout came to.</summary>
/// <param name="Places">Each place, in the order of the rollout.</param>
/// <param name="Breach">Why it was stopped and taken back, such as a limit that a canary broke; null where it was not.</param>
public sealed record RolloutReport(ImmutableArray<PlaceResult> Places, string? Breach = null)
{
    /// <summary>Whether every place serves what it was to.</summary>
    public bool Succeeded => Breach is null && Places.All(place => place.Outcome is PlaceOutcome.Unchanged or PlaceOutcome.Changed);
}

/// <summary>What a rollout came to at a place.</summary>
/// <param name="Place">The host's or cluster's name.</param>
/// <param name="Outcome">What happened there.</param>
/// <param name="Version">The version that serves there now; null where none does or it is not known.</param>
/// <param name="Message">Why it failed or what is to be done; null where there is nothing to say.</param>
public sealed record PlaceResult(string Place, PlaceOutcome Outcome, string? Version, string? Message = null)
{
    /// <summary>The settings that a check found would change, a clause each, such as <c>memory limit from 1024M to 2048M</c>.</summary>
    public ImmutableArray<string> Settings { get; init; } = [];

    /// <summary>The digest of the configuration that a check found would come, also of what is told by name alone; null where it is not known.</summary>
    public string? Configuration { get; init; }
}

/// <summary>What happened at a place.</summary>
public enum PlaceOutcome
{
    /// <summary>It had the release already and nothing was changed.</summary>
    Unchanged,

    /// <summary>It has the release now.</summary>
    Changed,

    /// <summary>It failed and serves what it served before.</summary>
    WentBack,

    /// <summary>It failed and could not be put back.</summary>
    Failed,

    /// <summary>It could not be reached.</summary>
    Unreachable,

    /// <summary>The rollout ended before its turn.</summary>
    NotReached,
}

/// <summary>Something that happens during a rollout.</summary>
/// <param name="Place">The place, or null where it concerns all.</param>
/// <param name="Step">What is done, as a person would say it.</param>
/// <param name="Kind">How it went.</param>
/// <param name="Detail">What else is to be said; null where nothing is.</param>
public sealed record RolloutEvent(string? Place, string Step, RolloutEventKind Kind, string? Detail = null);

/// <summary>How a step of a rollout went.</summary>
public enum RolloutEventKind
{
    /// <summary>It began.</summary>
    Started,

    /// <summary>It found all as it was to be.</summary>
    Ok,

    /// <summary>It changed something.</summary>
    Changed,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>The place could not be reached.</summary>
    Unreachable,
}
