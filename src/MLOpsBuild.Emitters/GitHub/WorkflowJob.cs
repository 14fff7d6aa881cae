namespace MLOpsBuild.Emitters;

/// <summary>A job of a workflow.</summary>
public sealed record WorkflowJob
{
    /// <summary>Unique in the workflow: letters, digits, dashes and underscores, at most 100.</summary>
    public required string Id { get; init; }

    /// <summary>The name that GitHub shows.</summary>
    public required string Name { get; init; }

    /// <summary>Ids of the jobs it waits for.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>An expression without braces; null always runs.</summary>
    public string? If { get; init; }

    /// <summary>An axis for each of whose values the job runs once; null where it runs once.</summary>
    public WorkflowMatrix? Matrix { get; init; }

    /// <summary>Labels of the runner.</summary>
    public required ImmutableArray<string> RunsOn { get; init; }

    /// <summary>Minutes after which it is ended.</summary>
    public required int TimeoutMinutes { get; init; }

    /// <summary>What its token may do.</summary>
    public ImmutableArray<WorkflowGrant> Permissions { get; init; } = [];

    /// <summary>The environment whose rules and secrets apply; null for none.</summary>
    public string? Environment { get; init; }

    /// <summary>Values that it hands to the jobs which wait for it, by name, as expressions.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Outputs { get; init; } = [];

    /// <summary>Which jobs exclude each other; null for none.</summary>
    public WorkflowConcurrency? Concurrency { get; init; }

    /// <summary>Further keys of the job, such as <c>services</c>, written as they are.</summary>
    public ImmutableArray<YamlEntry> More { get; init; } = [];

    /// <summary>What it does, in order.</summary>
    public required ImmutableArray<WorkflowStep> Steps { get; init; }
}

/// <summary>An axis of a matrix; where the job fails for one value, it runs on for the others.</summary>
/// <param name="Axis">The name by which steps ask for the value, as in <c>matrix.partition</c>.</param>
/// <param name="Values">The values in order.</param>
public sealed record WorkflowMatrix(string Axis, ImmutableArray<int> Values)
{
    /// <summary>The axis of a target in parts: numbers from 1, asked for as <c>matrix.partition</c>.</summary>
    public static WorkflowMatrix OfParts(int parts) => new(CiParts.Axis, [.. Enumerable.Range(1, parts)]);
}

/// <summary>One step of a job.</summary>
/// <param name="Name">The name that GitHub shows.</param>
public abstract record WorkflowStep(string Name)
{
    /// <summary>The word by which others of the job ask for its outputs; null where nobody does.</summary>
    public string? Id { get; init; }

    /// <summary>An expression without braces; null runs it when nothing has failed.</summary>
    public string? If { get; init; }
}

/// <summary>A script for bash.</summary>
/// <param name="Name">The name that GitHub shows.</param>
/// <param name="Script">The script; it must hold no expression.</param>
public sealed record RunStep(string Name, string Script) : WorkflowStep(Name)
{
    /// <summary>Variables of the script, expressions allowed.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Variables { get; init; } = [];
}

/// <summary>An action.</summary>
/// <param name="Name">The name that GitHub shows.</param>
/// <param name="Action">The action.</param>
/// <param name="With">What it is given, in order.</param>
public sealed record ActionStep(string Name, ActionPin Action, YamlMap With) : WorkflowStep(Name);
