using System.Collections.Immutable;

namespace MLOpsBuild.Learning;

/// <summary>What Validate gets beside the candidate.</summary>
public sealed record ValidateOptions
{
    /// <summary>The unpacked package of the champion; null where there is none. Default null.</summary>
    public string? ChampionFolder { get; init; }

    /// <summary>What the champion is called in the report, such as its release. Default <c>champion</c>.</summary>
    public string ChampionName { get; init; } = "champion";

    /// <summary>The folder of the Test stage, whose results the report shows; null leaves them out. Default null.</summary>
    public string? TestFolder { get; init; }

    /// <summary>Commands that make the same model again, for the report; empty: the Validate target of this pipeline. Default empty.</summary>
    public ImmutableArray<string> Commands { get; init; } = [];

    /// <summary>Hashes and versions for the report, in order; no secret, no path. Default empty.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Facts { get; init; } = [];

    /// <summary>Times one-row predictions. Default the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
