using System.Linq.Expressions;
using System.Reflection;

namespace MLOpsBuild.Targets;

/// <summary>Collects what one target says; relations are delegates here and become targets in the catalog.</summary>
internal sealed partial class TargetDefinition(PropertyInfo member, INukeBuild build) : ITargetDefinition
{
    private int baseDepth;

    public PropertyInfo Member { get; } = member;

    public string Name => TargetProperties.NameOf(Member);

    public string? Description { get; private set; }

    public bool IsListed { get; private set; } = true;

    public bool IsAssuredAfterFailure { get; private set; }

    public bool IsProceedAfterFailure { get; private set; }

    public DependencyBehavior WhenSkipped { get; private set; }

    public List<Func<CancellationToken, Task>> Actions { get; } = [];

    public List<Condition> StaticConditions { get; } = [];

    public List<Condition> DynamicConditions { get; } = [];

    public List<LambdaExpression> Requirements { get; } = [];

    public List<string> Products { get; } = [];

    public List<(Delegate Target, string[] Artifacts)> Consumed { get; } = [];

    public List<(ITargetResult Result, string Name)> Returned { get; } = [];

    public List<(ITargetResult Result, string Name)> Taken { get; } = [];

    public int? PartitionSize { get; private set; }

    public Func<Freshness>? Freshness { get; set; }

    public List<Resource> Resources { get; } = [];

    public TimeSpan? TimeLimit { get; set; }

    public RetryRule? Retries { get; set; }

    public TargetDefinition Set(Action<TargetDefinition> change)
    {
        change(this);
        return this;
    }

    public TargetDefinition Add(Func<CancellationToken, Task> action)
    {
        Actions.Add(action);
        return this;
    }

    ITargetDefinition ITargetDefinition.Description(string description) => Set(it => it.Description = description);

    ITargetDefinition ITargetDefinition.Executes(params Action[] actions)
    {
        foreach (var action in actions)
            Add(_ =>
            {
                action();
                return Task.CompletedTask;
            });
        return this;
    }

    ITargetDefinition ITargetDefinition.Executes<T>(Func<T> action) => Add(_ => action() as Task ?? Task.CompletedTask);

    ITargetDefinition ITargetDefinition.Executes(Func<Task> action) => Add(_ => action());

    ITargetDefinition ITargetDefinition.OnlyWhenDynamic(Func<bool> condition, string? conditionExpression) =>
        Set(it => it.DynamicConditions.Add(new Condition(condition, conditionExpression)));

    ITargetDefinition ITargetDefinition.OnlyWhenStatic(Func<bool> condition, string? conditionExpression) =>
        Set(it => it.StaticConditions.Add(new Condition(condition, conditionExpression)));

    ITargetDefinition ITargetDefinition.Requires<T>(Expression<Func<T?>> parameterRequirement, params Expression<Func<T?>>[] parameterRequirements)
        where T : class => Require([parameterRequirement, .. parameterRequirements]);

    ITargetDefinition ITargetDefinition.Requires<T>(Expression<Func<T?>> parameterRequirement, params Expression<Func<T?>>[] parameterRequirements)
        where T : struct => Require([parameterRequirement, .. parameterRequirements]);

    ITargetDefinition ITargetDefinition.Requires(Expression<Func<bool>> requirement, params Expression<Func<bool>>[] requirements) =>
        Require([requirement, .. requirements]);

    ITargetDefinition ITargetDefinition.WhenSkipped(DependencyBehavior dependencyBehavior) => Set(it => it.WhenSkipped = dependencyBehavior);

    ITargetDefinition ITargetDefinition.AssuredAfterFailure() => Set(it => it.IsAssuredAfterFailure = true);

    ITargetDefinition ITargetDefinition.ProceedAfterFailure() => Set(it => it.IsProceedAfterFailure = true);

    ITargetDefinition ITargetDefinition.Unlisted() => Set(it => it.IsListed = false);

    ITargetDefinition ITargetDefinition.Produces(params string[] artifacts) => Set(it => it.Products.AddRange(artifacts));

    ITargetDefinition ITargetDefinition.Partition(int size) =>
        size > 1
            ? Set(it => it.PartitionSize = size)
            : throw Findings.Definition(this, $"Partition({size}) makes no parts: give 2 or more.");

    private TargetDefinition Require(LambdaExpression[] requirements) => Set(it => it.Requirements.AddRange(requirements));
}
