namespace MLOpsBuild.Emitters;

/// <summary>A target: what it rests on, what it needs, what it leaves.</summary>
public sealed record GraphTarget
{
    /// <summary>The file of a plan's folder that people read, in Markdown.</summary>
    public const string PlanText = "plan.md";

    /// <summary>The file of a plan's folder that the plan's digest is the SHA-256 of.</summary>
    public const string PlanFile = "plan.json";

    /// <summary>The name as the command line has it, such as <c>Train</c>.</summary>
    public required string Name { get; init; }

    /// <summary>One line for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>Targets that run first.</summary>
    public ImmutableArray<string> DependsOn { get; init; } = [];

    /// <summary>Targets that run first where both run.</summary>
    public ImmutableArray<string> After { get; init; } = [];

    /// <summary>Targets whose artifacts it reads; what those read comes with them.</summary>
    public ImmutableArray<string> Consumes { get; init; } = [];

    /// <summary>Folders it leaves, relative to the repository with <c>/</c>, such as <c>artifacts/credit-scoring/train</c>.</summary>
    public ImmutableArray<string> Produces { get; init; } = [];

    /// <summary>The JSON record among what it leaves, whose headline and facts are shown where people look; null for none.</summary>
    public string? Record { get; init; }

    /// <summary>For a target that plans a deployment: the folder that it leaves, to whose name the environment's is added, as in <c>artifacts/credit/plan-production</c>, with <see cref="PlanText"/> and <see cref="PlanFile"/> in it; null for others.</summary>
    public string? PlanFolder { get; init; }

    /// <summary>The JSON record of what it pushed, among what it leaves, whose <c>digest</c> names the package; null where it pushes none.</summary>
    public string? Pushed { get; init; }

    /// <summary>Files of test results in JUnit's format among what it leaves, as paths; empty for none.</summary>
    public ImmutableArray<string> TestResults { get; init; } = [];

    /// <summary>Names of the parameters it reads.</summary>
    public ImmutableArray<string> Parameters { get; init; } = [];

    /// <summary>Names of the parameters without which it does not run.</summary>
    public ImmutableArray<string> Requires { get; init; } = [];

    /// <summary>Whether it reaches beyond the working copy: it is then left out of runs for pull requests.</summary>
    public bool Ships { get; init; }

    /// <summary>Whether it asks the registry outside although it ships nothing.</summary>
    public bool ReadsRegistry { get; init; }

    /// <summary>In how many parts a CI server runs it, each beside the others and given <c>--partition PART/PARTS</c>; null where it is run as a whole.</summary>
    public int? Parts { get; init; }

    /// <summary>Whether it does something itself; one that only gathers others gets no job.</summary>
    public bool Executes { get; init; } = true;

    /// <summary>Whether it reads this parameter, needed or not.</summary>
    public bool Reads(string parameter) => Parameters.Contains(parameter) || Requires.Contains(parameter);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
