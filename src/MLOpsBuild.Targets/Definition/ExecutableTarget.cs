using System.Reflection;

namespace MLOpsBuild.Targets;

/// <summary>A target with its relations resolved, and how far it has come in this run.</summary>
public sealed class ExecutableTarget
{
    internal ExecutableTarget(TargetDefinition definition, Delegate factory)
    {
        Definition = definition;
        Factory = factory;
        Name = definition.Name;
    }

    /// <summary>The property's name.</summary>
    public string Name { get; }

    /// <summary>One line for people.</summary>
    public string? Description => Definition.Description;

    /// <summary>False where <c>--help</c> and <c>--list</c> leave it out.</summary>
    public bool Listed => Definition.IsListed;

    /// <summary>The property that describes the target.</summary>
    public MemberInfo Member => Definition.Member;

    /// <summary>The delegate that is the target's identity.</summary>
    public Delegate Factory { get; }

    /// <summary>Runs without being named when no target is named.</summary>
    public bool IsDefault { get; internal set; }

    /// <summary>Named by the user, or a default.</summary>
    public bool Invoked { get; internal set; }

    /// <summary>Targets that must run first.</summary>
    public IReadOnlyList<ExecutableTarget> ExecutionDependencies => Dependencies;

    /// <summary>Targets that run first where they run at all.</summary>
    public IReadOnlyList<ExecutableTarget> OrderDependencies => Orders;

    /// <summary>Targets that make this one run after them.</summary>
    public IReadOnlyList<ExecutableTarget> TriggerDependencies => TriggeredBy;

    /// <summary>Targets that run after this one because of it.</summary>
    public IReadOnlyList<ExecutableTarget> Triggers => Triggered;

    /// <summary>All targets that this one comes after.</summary>
    public IReadOnlyCollection<ExecutableTarget> AllDependencies => [.. Dependencies.Concat(Orders).Concat(TriggeredBy).Distinct()];

    /// <summary>Files and folders the target leaves.</summary>
    public IReadOnlyList<string> ArtifactProducts => Definition.Products;

    /// <summary>What this target needs from others.</summary>
    public IReadOnlyList<ArtifactDependency> ArtifactDependencies => Consumed;

    /// <summary>Members that must have a value, by name; conditions by their text.</summary>
    public IReadOnlyList<string> RequirementNames => [.. Definition.Requirements.Select(Targets.Requirements.NameOf)];

    /// <summary>Whether it does something itself; one that only gathers others does not.</summary>
    public bool Executes => Definition.Actions.Count > 0;

    /// <summary>In how many copies a CI server runs the target.</summary>
    public int? PartitionSize => Definition.PartitionSize;

    /// <summary>What the target may not share.</summary>
    public IReadOnlyList<Resource> Resources => Definition.Resources;

    /// <summary>Runs after a failure too.</summary>
    public bool AssuredAfterFailure => Definition.IsAssuredAfterFailure || Factory is Cleanup;

    /// <summary>Lets the others go on when it fails.</summary>
    public bool ProceedAfterFailure => Definition.IsProceedAfterFailure;

    /// <summary>What becomes of its dependencies when it is skipped.</summary>
    public DependencyBehavior DependencyBehavior => Definition.WhenSkipped;

    /// <summary>How far it has come.</summary>
    public ExecutionStatus Status { get; internal set; }

    /// <summary>How long its actions took.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>Facts for the summary, in the order reported.</summary>
    public IReadOnlyDictionary<string, string> SummaryInformation => Facts;

    /// <summary>Why it was skipped.</summary>
    public string? Skipped { get; internal set; }

    /// <summary>The conditions that did not hold.</summary>
    public string? OnlyWhen { get; internal set; }

    /// <summary>The clock's timestamp when its turn came; null before.</summary>
    internal long? Start { get; set; }

    /// <summary>How often its actions were begun.</summary>
    internal int Attempts { get; set; }

    internal TargetDefinition Definition { get; }

    internal List<ExecutableTarget> Dependencies { get; } = [];

    internal List<ExecutableTarget> Orders { get; } = [];

    internal List<ExecutableTarget> TriggeredBy { get; } = [];

    internal List<ExecutableTarget> Triggered { get; } = [];

    internal List<ArtifactDependency> Consumed { get; } = [];

    internal List<(ExecutableTarget Giver, ITargetResult Result, string Name)> Takes { get; } = [];

    internal Dictionary<string, string> Facts { get; set; } = [];

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>Artifacts that one target needs from another.</summary>
/// <param name="Target">Who leaves them.</param>
/// <param name="Artifacts">Which; all that the target leaves, when the definition names none.</param>
public sealed record ArtifactDependency(ExecutableTarget Target, IReadOnlyList<string> Artifacts);

/// <summary>Finds a target among targets.</summary>
public static class ExecutableTargetExtensions
{
    /// <summary>True when the property that gave <paramref name="target"/> is among them.</summary>
    public static bool Contains(this IEnumerable<ExecutableTarget> targets, Target target) => targets.Any(it => it.Factory.Equals(target));

    /// <summary>True when the property that gave <paramref name="target"/> is among them.</summary>
    public static bool Contains(this IEnumerable<ExecutableTarget> targets, Setup target) => targets.Any(it => it.Factory.Equals(target));

    /// <summary>True when the property that gave <paramref name="target"/> is among them.</summary>
    public static bool Contains(this IEnumerable<ExecutableTarget> targets, Cleanup target) => targets.Any(it => it.Factory.Equals(target));
}
