using System.Collections.Immutable;

namespace MLOpsBuild.Pipelines;

/// <summary>A model's whole life as immutable data: what the stages run and what emitters turn into text.</summary>
public sealed record Pipeline
{
    /// <summary>Unique name, <c>[a-z][a-z0-9-]*</c>: folder, tag prefix and job name.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of answer the model gives.</summary>
    public required PipelineTask Task { get; init; }

    /// <summary>The columns of a row: names, kinds and roles.</summary>
    public required RowSchema Rows { get; init; }

    /// <summary>Where the data comes from, how it is checked and split.</summary>
    public required DataDefinition Data { get; init; }

    /// <summary>How the model is fitted.</summary>
    public required TrainDefinition Train { get; init; }

    /// <summary>How the model must behave.</summary>
    public required TestDefinition Test { get; init; }

    /// <summary>What the model must reach before it ships.</summary>
    public required ValidateDefinition Validate { get; init; }

    /// <summary>Where packages are pushed.</summary>
    public PushDefinition Push { get; init; } = new();

    /// <summary>Where the model runs.</summary>
    public required DeployDefinition Deploy { get; init; }

    /// <summary>What starts the pipeline on a CI server, in the order of the definition.</summary>
    public ImmutableArray<Trigger> Triggers { get; init; } = [];

    /// <summary>How it runs on GitHub Actions; null where it does not.</summary>
    public GitHubActionsSettings? GitHubActions { get; init; }

    /// <summary>How it runs on Jenkins; null where it does not.</summary>
    public JenkinsSettings? Jenkins { get; init; }

    /// <summary>How its model is made a container image; null where it is not.</summary>
    public DockerSettings? Docker { get; init; }

    /// <summary>How its model runs on Kubernetes; null where it does not.</summary>
    public KubernetesSettings? Kubernetes { get; init; }

    /// <summary>How Ansible brings its model to hosts; null where it does not.</summary>
    public AnsibleSettings? Ansible { get; init; }
}

/// <summary>The kind of answer that a model gives.</summary>
public enum PipelineTask
{
    /// <summary>One of two classes, as the probability of the positive one.</summary>
    BinaryClassification,
}
