namespace MLOpsBuild.Emitters;

/// <summary>A workflow in GitHub's own words; what a <c>Customize</c> changes.</summary>
public sealed record Workflow
{
    /// <summary>The name that GitHub shows.</summary>
    public required string Name { get; init; }

    /// <summary>What starts it.</summary>
    public required WorkflowTriggers On { get; init; }

    /// <summary>What the token of every job may do; none by default.</summary>
    public ImmutableArray<WorkflowGrant> Permissions { get; init; } = [];

    /// <summary>Which runs exclude each other; null for none.</summary>
    public WorkflowConcurrency? Concurrency { get; init; }

    /// <summary>Further keys of the workflow, written as they are.</summary>
    public ImmutableArray<YamlEntry> More { get; init; } = [];

    /// <summary>The jobs, in order.</summary>
    public required ImmutableArray<WorkflowJob> Jobs { get; init; }

    /// <summary>The workflow with one job changed.</summary>
    /// <exception cref="ArgumentException">There is no such job.</exception>
    public Workflow WithJob(string id, Func<WorkflowJob, WorkflowJob> change)
    {
        if (Jobs.FirstOrDefault(job => job.Id == id) is not { } job)
            throw new ArgumentException($"The workflow has no job '{id}'. It has {string.Join(", ", Jobs.Select(job => job.Id))}.", nameof(id));
        return this with { Jobs = Jobs.Replace(job, change(job)) };
    }
}

/// <summary>What starts a workflow.</summary>
public sealed record WorkflowTriggers
{
    /// <summary>Branches a push to which starts it; none by default.</summary>
    public ImmutableArray<string> PushTo { get; init; } = [];

    /// <summary>Whether a pull request starts it.</summary>
    public bool PullRequest { get; init; }

    /// <summary>Cron expressions in UTC.</summary>
    public ImmutableArray<string> Schedules { get; init; } = [];

    /// <summary>What people give when they start it by hand; null where they cannot.</summary>
    public ImmutableArray<WorkflowInput>? Dispatch { get; init; }
}

/// <summary>A value that people give when they start a workflow by hand.</summary>
/// <param name="Name">The name.</param>
/// <param name="Description">One line for people.</param>
/// <param name="Type"><c>string</c>, <c>boolean</c>, <c>number</c> or <c>choice</c>.</param>
/// <param name="Options">The values of a choice.</param>
/// <param name="Default">The value that is there before they give one; null for none.</param>
public sealed record WorkflowInput(string Name, string Description, string Type, ImmutableArray<string> Options, string? Default);

/// <summary>What a job's token may do.</summary>
/// <param name="Scope">Such as <c>contents</c>.</param>
/// <param name="Access"><c>read</c> or <c>write</c>.</param>
public sealed record WorkflowGrant(string Scope, string Access);

/// <summary>Runs or jobs of one group exclude each other.</summary>
/// <param name="Group">The group, an expression allowed.</param>
/// <param name="CancelInProgress">Whether a new one ends an older one, <c>true</c>, <c>false</c> or an expression.</param>
public sealed record WorkflowConcurrency(string Group, string CancelInProgress);
