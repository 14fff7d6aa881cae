namespace MLOpsBuild.Emitters;

/// <summary>What a CI server has to do for a pipeline, before it is put in any server's words.</summary>
/// <param name="Pipeline">The definition.</param>
/// <param name="Jobs">The jobs, each after those it waits for.</param>
/// <param name="Inputs">The parameters that people may give when they start a run.</param>
public sealed record CiPlan(Pipeline Pipeline, ImmutableArray<CiJob> Jobs, ImmutableArray<GraphParameter> Inputs);

/// <summary>One target on a machine of its own.</summary>
public sealed record CiJob
{
    /// <summary>Unique in the plan, kebab-case.</summary>
    public required string Id { get; init; }

    /// <summary>A name for people.</summary>
    public required string Title { get; init; }

    /// <summary>The target it runs.</summary>
    public required GraphTarget Target { get; init; }

    /// <summary>The command and its arguments.</summary>
    public required ImmutableArray<string> Command { get; init; }

    /// <summary>The jobs that it waits for; what those wait for is not repeated.</summary>
    public ImmutableArray<CiJob> Needs { get; init; } = [];

    /// <summary>The artifacts that it is handed.</summary>
    public ImmutableArray<CiArtifact> Receives { get; init; } = [];

    /// <summary>The artifact that it hands on; null for none.</summary>
    public CiArtifact? Leaves { get; init; }

    /// <summary>The environment that it deploys to, where the definition names one.</summary>
    public DeployEnvironment? Environment { get; init; }

    /// <summary>The parameters that it reads and that people may give.</summary>
    public ImmutableArray<GraphParameter> Inputs { get; init; } = [];

    /// <summary>The secrets that it reads.</summary>
    public ImmutableArray<GraphParameter> Secrets { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => Id;
}

/// <summary>Folders handed from job to job under one name.</summary>
/// <param name="Name">Unique in a run.</param>
/// <param name="Folders">Relative to the repository with <c>/</c>.</param>
public sealed record CiArtifact(string Name, ImmutableArray<string> Folders)
{
    /// <summary>The innermost folder that holds them all, or <c>.</c> for the repository.</summary>
    public string Root
    {
        get
        {
            var paths = Folders.Select(folder => folder.Split('/')).ToArray();
            var common = paths[0].TakeWhile((part, i) => paths.All(path => path.Length > i && path[i] == part)).ToArray();
            return common.Length == 0 ? "." : string.Join('/', common);
        }
    }
}
