using System.Collections.Immutable;

namespace MLOpsBuild.Pipelines;

/// <summary>How a pipeline runs on GitHub Actions.</summary>
public sealed record GitHubActionsSettings
{
    /// <summary>Labels of the runner, all of which it must have. Default <c>ubuntu-24.04</c>.</summary>
    public ImmutableArray<string> RunsOn { get; init; } = ["ubuntu-24.04"];

    /// <summary>The time after which a job is ended, whole minutes from 1 minute to 5 days. Default one hour.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Days for which artifacts are kept, 1 to 90. Default 7.</summary>
    public int RetentionDays { get; init; } = 7;

    /// <summary>Changes of the workflow by code, in order.</summary>
    [NotInKey]
    public ImmutableArray<Customization> Customizations { get; init; } = [];

    /// <summary>Changes by code of the workflow with what people do by hand, in order.</summary>
    [NotInKey]
    public ImmutableArray<Customization> OperationsCustomizations { get; init; } = [];

    /// <summary>Where the definition says so.</summary>
    [NotInKey]
    public SourceLocation? Location { get; init; }
}
