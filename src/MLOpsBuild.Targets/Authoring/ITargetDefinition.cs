using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace MLOpsBuild.Targets;

/// <summary>What a target can say about itself; every member returns the definition, so that calls chain.</summary>
public interface ITargetDefinition
{
    /// <summary>One line for <c>--help</c> and <c>--list</c>.</summary>
    ITargetDefinition Description(string description);

    /// <summary>Adds actions, run in order.</summary>
    ITargetDefinition Executes(params Action[] actions);

    /// <summary>Adds an action whose result is ignored.</summary>
    ITargetDefinition Executes<T>(Func<T> action);

    /// <summary>Adds an asynchronous action, which is awaited.</summary>
    ITargetDefinition Executes(Func<Task> action);

    /// <summary>These targets run first.</summary>
    ITargetDefinition DependsOn(params Target[] targets);

    /// <summary>These targets of component <typeparamref name="T"/> run first; without arguments, its only target.</summary>
    ITargetDefinition DependsOn<T>(params Func<T, Target>[] targets);

    /// <summary>As <see cref="DependsOn{T}"/>, and nothing where the build lacks the component.</summary>
    ITargetDefinition TryDependsOn<T>(params Func<T, Target>[] targets);

    /// <summary>These targets depend on this one.</summary>
    ITargetDefinition DependentFor(params Target[] targets);

    /// <summary>These targets of component <typeparamref name="T"/> depend on this one.</summary>
    ITargetDefinition DependentFor<T>(params Func<T, Target>[] targets);

    /// <summary>As <see cref="DependentFor{T}"/>, and nothing where the build lacks the component.</summary>
    ITargetDefinition TryDependentFor<T>(params Func<T, Target>[] targets);

    /// <summary>Skips the target when the condition is false at its turn; the condition's text is the reason.</summary>
    ITargetDefinition OnlyWhenDynamic(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string? conditionExpression = null);

    /// <summary>Skips the target when the condition is false before anything runs; the condition's text is the reason.</summary>
    ITargetDefinition OnlyWhenStatic(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string? conditionExpression = null);

    /// <summary>Parameters that must have a value, checked before anything runs.</summary>
    ITargetDefinition Requires<T>(Expression<Func<T?>> parameterRequirement, params Expression<Func<T?>>[] parameterRequirements)
        where T : class;

    /// <summary>Parameters that must have a value, checked before anything runs.</summary>
    ITargetDefinition Requires<T>(Expression<Func<T?>> parameterRequirement, params Expression<Func<T?>>[] parameterRequirements)
        where T : struct;

    /// <summary>Conditions that must hold, checked before anything runs.</summary>
    ITargetDefinition Requires(Expression<Func<bool>> requirement, params Expression<Func<bool>>[] requirements);

    /// <summary>What becomes of dependencies when this target is skipped; <see cref="DependencyBehavior.Skip"/> unless said.</summary>
    ITargetDefinition WhenSkipped(DependencyBehavior dependencyBehavior);

    /// <summary>Runs before these targets where both run.</summary>
    ITargetDefinition Before(params Target[] targets);

    /// <summary>Runs before these targets of component <typeparamref name="T"/> where both run.</summary>
    ITargetDefinition Before<T>(params Func<T, Target>[] targets);

    /// <summary>As <see cref="Before{T}"/>, and nothing where the build lacks the component.</summary>
    ITargetDefinition TryBefore<T>(params Func<T, Target>[] targets);

    /// <summary>Runs after these targets where both run.</summary>
    ITargetDefinition After(params Target[] targets);

    /// <summary>Runs after these targets of component <typeparamref name="T"/> where both run.</summary>
    ITargetDefinition After<T>(params Func<T, Target>[] targets);

    /// <summary>As <see cref="After{T}"/>, and nothing where the build lacks the component.</summary>
    ITargetDefinition TryAfter<T>(params Func<T, Target>[] targets);

    /// <summary>These targets run after this one, whenever this one runs.</summary>
    ITargetDefinition Triggers(params Target[] targets);

    /// <summary>These targets of component <typeparamref name="T"/> run after this one, whenever this one runs.</summary>
    ITargetDefinition Triggers<T>(params Func<T, Target>[] targets);

    /// <summary>As <see cref="Triggers{T}"/>, and nothing where the build lacks the component.</summary>
    ITargetDefinition TryTriggers<T>(params Func<T, Target>[] targets);

    /// <summary>Runs after these targets, whenever one of them runs.</summary>
    ITargetDefinition TriggeredBy(params Target[] targets);

    /// <summary>Runs after these targets of component <typeparamref name="T"/>, whenever one of them runs.</summary>
    ITargetDefinition TriggeredBy<T>(params Func<T, Target>[] targets);

    /// <summary>As <see cref="TriggeredBy{T}"/>, and nothing where the build lacks the component.</summary>
    ITargetDefinition TryTriggeredBy<T>(params Func<T, Target>[] targets);

    /// <summary>Runs even when an earlier target failed or the run was interrupted.</summary>
    ITargetDefinition AssuredAfterFailure();

    /// <summary>When this target fails the others go on, and the build fails at the end.</summary>
    ITargetDefinition ProceedAfterFailure();

    /// <summary>Keeps the target out of <c>--help</c> and <c>--list</c>.</summary>
    ITargetDefinition Unlisted();

    /// <summary>Takes over what the overridden property of the base class says.</summary>
    ITargetDefinition Base();

    /// <summary>Takes over what these targets say.</summary>
    ITargetDefinition Inherit(params Target[] targets);

    /// <summary>Takes over what the component's own default says; without arguments, its only target.</summary>
    ITargetDefinition Inherit<T>(params Expression<Func<T, Target>>[] targets);

    /// <summary>Files and folders the target leaves.</summary>
    ITargetDefinition Produces(params string[] artifacts);

    /// <summary>All that these targets leave is needed here.</summary>
    ITargetDefinition Consumes(params Target[] targets);

    /// <summary>All that these targets of component <typeparamref name="T"/> leave is needed here.</summary>
    ITargetDefinition Consumes<T>(params Func<T, Target>[] targets);

    /// <summary>These artifacts of the target are needed here; without artifacts, all of them.</summary>
    ITargetDefinition Consumes(Target target, params string[] artifacts);

    /// <summary>These artifacts of the component's target are needed here; without artifacts, all of them.</summary>
    ITargetDefinition Consumes<T>(Func<T, Target> target, params string[] artifacts);

    /// <summary>These artifacts of the component's only target are needed here; without artifacts, all of them.</summary>
    ITargetDefinition Consumes<T>(params string[] artifacts);

    /// <summary>Runs between the setup and the cleanup of component <typeparamref name="T"/>.</summary>
    ITargetDefinition DependsOnContext<T>()
        where T : INukeBuild;

    /// <summary>A CI server runs this target in so many copies, each with its <c>--partition i/n</c>.</summary>
    ITargetDefinition Partition(int size);
}
