namespace MLOpsBuild.Emitters;

/// <summary>A job, or a stage that other stages wait for.</summary>
public sealed record CiGraphJob
{
    /// <summary>Unique in the file.</summary>
    public required string Id { get; init; }

    /// <summary>Ids of the jobs it waits for, in any order.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>The condition on which it runs, in the server's words; null runs it whenever nothing before it has failed.</summary>
    public string? Condition { get; init; }

    /// <summary>In how many parts it runs, numbered from 1; null where it runs as a whole.</summary>
    public int? Parts { get; init; }

    /// <summary>The environment whose approvals and secrets apply; null for none.</summary>
    public string? Environment { get; init; }

    /// <summary>Further settings, by name: labels, timeout, permissions, exclusion.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = CiSettings.None;

    /// <summary>What it does, in order.</summary>
    public ImmutableArray<CiGraphStep> Steps { get; init; } = [];
}
