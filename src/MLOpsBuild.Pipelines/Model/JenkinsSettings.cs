using System.Collections.Immutable;

namespace MLOpsBuild.Pipelines;

/// <summary>How a pipeline runs on Jenkins.</summary>
public sealed record JenkinsSettings
{
    /// <summary>The agents' label, or an expression of labels such as <c>linux &amp;&amp; docker</c>. Default <c>linux</c>.</summary>
    public string Agent { get; init; } = "linux";

    /// <summary>The image of the container in which the stages run on that agent, which needs the plugin Docker Pipeline; null runs them on the agent itself.</summary>
    public string? Image { get; init; }

    /// <summary>The time after which a stage is ended, its wait for an agent included, whole minutes from 1 minute to 5 days. Default one hour.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The time for which an approval is waited for, whole minutes from 1 minute to 30 days. Default 7 days.</summary>
    public TimeSpan ApprovalTimeout { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Builds of which Jenkins keeps logs and artifacts, at least 1. Default 30.</summary>
    public int KeepBuilds { get; init; } = 30;

    /// <summary>Plugins beyond the suggested ones that the controller has.</summary>
    public ImmutableArray<JenkinsPlugin> Plugins { get; init; } = [];

    /// <summary>Changes of the Jenkinsfile by code, in order.</summary>
    [NotInKey]
    public ImmutableArray<Customization> Customizations { get; init; } = [];

    /// <summary>Changes by code of the Jenkinsfile with what people do by hand, in order.</summary>
    [NotInKey]
    public ImmutableArray<Customization> OperationsCustomizations { get; init; } = [];

    /// <summary>Where the definition says so.</summary>
    [NotInKey]
    public SourceLocation? Location { get; init; }
}

/// <summary>A plugin beyond those that Jenkins suggests, which adds something to a Jenkinsfile.</summary>
public enum JenkinsPlugin
{
    /// <summary>Lockable Resources: one deployment at a time to an environment, whatever the branch.</summary>
    LockableResources,

    /// <summary>Pipeline: Milestone Step: an older build does not overtake a newer one's deployment.</summary>
    Milestone,
}
