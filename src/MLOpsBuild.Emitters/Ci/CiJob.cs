namespace MLOpsBuild.Emitters;

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

    /// <summary>In how many parts it runs, each on a machine of its own, with its own artifact, and given its number; null where it runs as a whole.</summary>
    public int? Parts => Target.Parts;

    /// <summary>The jobs that it waits for; what those wait for is not repeated.</summary>
    public ImmutableArray<CiJob> Needs { get; init; } = [];

    /// <summary>The artifacts that it is handed.</summary>
    public ImmutableArray<CiArtifact> Receives { get; init; } = [];

    /// <summary>The artifact that it hands on, of which each part has one with its number behind; null for none.</summary>
    public CiArtifact? Leaves { get; init; }

    /// <summary>The environment that it changes, where the definition names one; its approvals and secrets apply.</summary>
    public DeployEnvironment? Environment { get; init; }

    /// <summary>For a job that plans a deployment: what it leaves for people and for the job that is bound by it; null for others.</summary>
    public CiDeployPlan? Plans { get; init; }

    /// <summary>The job whose plan binds this one: it is given the plan's digest and refuses another; null for none.</summary>
    public CiJob? BoundBy { get; init; }

    /// <summary>What people must have chosen for it to run; empty always runs.</summary>
    public ImmutableArray<CiChoice> Only { get; init; } = [];

    /// <summary>The parameters that it reads and that people may give.</summary>
    public ImmutableArray<GraphParameter> Inputs { get; init; } = [];

    /// <summary>The secrets that it reads.</summary>
    public ImmutableArray<GraphParameter> Secrets { get; init; } = [];

    /// <summary>The secrets that reach its environment.</summary>
    public ImmutableArray<DeploySecret> Keys { get; init; } = [];

    /// <summary>The registry that it speaks to, whose name and password it is given; null for none.</summary>
    public string? Registry { get; init; }

    /// <summary>Whether it signs what it pushes, by the key that it is given.</summary>
    public bool Signs { get; init; }

    /// <summary>Whether it is told who approved.</summary>
    public bool TellsWhoApproved => Environment is { Approvers.IsEmpty: false } && Target.Reads(GraphParameter.ApprovedBy);

    /// <inheritdoc/>
    public override string ToString() => Id;
}

/// <summary>A plan of a deployment that people approve.</summary>
/// <param name="Environment">What it is planned for.</param>
/// <param name="Folder">Where it lies, relative to the repository with <c>/</c>.</param>
public sealed record CiDeployPlan(DeployEnvironment Environment, string Folder);

/// <summary>A choice that people made.</summary>
/// <param name="Input">What was asked.</param>
/// <param name="Value">What they chose.</param>
public sealed record CiChoice(GraphParameter Input, string Value);
