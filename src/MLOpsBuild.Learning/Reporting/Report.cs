using System.Collections.Immutable;

namespace MLOpsBuild.Learning.Reporting;

/// <summary>What a report shows.</summary>
internal sealed record Report
{
    public required Evaluation Evaluation { get; init; }

    /// <summary>What the training rows look like; null leaves the section out.</summary>
    public DataProfile? Profile { get; init; }

    /// <summary>Results of behaviour tests; empty leaves the section out.</summary>
    public ImmutableArray<BehaviourLine> Behaviour { get; init; } = [];

    /// <summary>Commands that make the same model again.</summary>
    public required ImmutableArray<string> Commands { get; init; }

    /// <summary>Seeds, hashes and versions, in order.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Facts { get; init; }
}

/// <summary>A behaviour test's result.</summary>
internal sealed record BehaviourLine(string Name, bool Passed, string Detail)
{
    public static ImmutableArray<BehaviourLine> Of(BehaviourReport behaviour) =>
        [.. behaviour.Results.Select(result => new BehaviourLine(result.Name, result.Passed, $"{result.Measure} (asked: {result.Tolerance})"))];
}
