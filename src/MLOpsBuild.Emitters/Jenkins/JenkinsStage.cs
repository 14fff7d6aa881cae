namespace MLOpsBuild.Emitters;

/// <summary>A stage of a declarative pipeline.</summary>
/// <param name="Name">The name that Jenkins shows; unique among its neighbours.</param>
public abstract record JenkinsStage(string Name)
{
    /// <summary>Conditions, all of which must hold, asked before an agent, a lock or a person is; empty always runs.</summary>
    public ImmutableArray<GroovyCall> When { get; init; } = [];

    /// <summary>Options of the stage, in order, such as its timeout.</summary>
    public ImmutableArray<GroovyCall> Options { get; init; } = [];

    internal virtual IEnumerable<JenkinsStage> WithInner() => [this];

    internal virtual JenkinsStage Replace(JenkinsStage old, JenkinsStage by) => ReferenceEquals(this, old) ? by : this;
}

/// <summary>A stage that works on an agent, in a workspace with the sources.</summary>
/// <param name="Name">The name that Jenkins shows.</param>
public sealed record WorkStage(string Name) : JenkinsStage(Name)
{
    /// <summary>Where it runs.</summary>
    public required JenkinsAgent Agent { get; init; }

    /// <summary>What it does, in order.</summary>
    public required ImmutableArray<GroovyCall> Steps { get; init; }

    /// <summary>What is done when it ends, such as <c>always { ... }</c>.</summary>
    public ImmutableArray<GroovyCall> Post { get; init; } = [];
}

/// <summary>A stage that asks a person and holds no agent while it waits.</summary>
/// <param name="Name">The name that Jenkins shows.</param>
public sealed record ApprovalStage(string Name) : JenkinsStage(Name)
{
    /// <summary>The question.</summary>
    public required string Message { get; init; }

    /// <summary>The answer that goes on.</summary>
    public required string Ok { get; init; }

    /// <summary>Ids of the users and groups who may answer.</summary>
    public required ImmutableArray<string> Submitters { get; init; }

    /// <summary>The job whose plan is shown with the question; null for none.</summary>
    public string? Plan { get; init; }

    /// <summary>The job that is told who answered; null for none.</summary>
    public string? Tells { get; init; }
}

/// <summary>A stage that holds others.</summary>
/// <param name="Name">The name that Jenkins shows.</param>
/// <param name="InParallel">Whether they run at the same time; else one after the other.</param>
/// <param name="Stages">The stages that it holds.</param>
public sealed record GroupStage(string Name, bool InParallel, ImmutableArray<JenkinsStage> Stages) : JenkinsStage(Name)
{
    internal override IEnumerable<JenkinsStage> WithInner() => [this, .. Stages.SelectMany(stage => stage.WithInner())];

    internal override JenkinsStage Replace(JenkinsStage old, JenkinsStage by) =>
        ReferenceEquals(this, old) ? by : this with { Stages = [.. Stages.Select(stage => stage.Replace(old, by))] };
}

/// <summary>A stage that runs its one inner stage in numbered parts beside each other, each told its number by the variable <c>PARTITION</c>; one that fails does not end the others.</summary>
/// <param name="Name">The name that Jenkins shows.</param>
/// <param name="Parts">How many parts there are.</param>
/// <param name="Part">What each part does.</param>
public sealed record MatrixStage(string Name, int Parts, WorkStage Part) : JenkinsStage(Name)
{
    internal override IEnumerable<JenkinsStage> WithInner() => [this, Part];

    internal override JenkinsStage Replace(JenkinsStage old, JenkinsStage by) =>
        ReferenceEquals(this, old) ? by
            : ReferenceEquals(Part, old) ? this with { Part = by as WorkStage ?? throw new ArgumentException($"What the parts of '{Name}' do is a {nameof(WorkStage)}.", nameof(by)) }
            : this;
}

/// <summary>Where a stage runs.</summary>
/// <param name="Label">The agent's label, or an expression of labels.</param>
/// <param name="Image">The image of the container on it; null for the agent itself.</param>
public sealed record JenkinsAgent(string Label, string? Image);
