using System.Runtime.CompilerServices;

namespace MLOpsBuild.Targets;

/// <summary>What this engine's targets can say beyond NUKE's words.</summary>
public static class TargetDefinitionExtensions
{
    /// <summary>Adds an asynchronous action that sees interruption and timeout.</summary>
    public static ITargetDefinition Executes(this ITargetDefinition definition, Func<CancellationToken, Task> action) =>
        Of(definition).Add(action);

    /// <summary>Asked when the target's turn comes, and in <c>--plan</c>; when up to date, the actions do not run and the facts stand in the summary.</summary>
    /// <param name="definition">The target.</param>
    /// <param name="probe">Must have no side effects.</param>
    /// <returns>The same definition.</returns>
    public static ITargetDefinition UpToDateWhen(this ITargetDefinition definition, Func<Freshness> probe) =>
        Of(definition).Set(target => target.Freshness = probe);

    /// <summary>Never runs beside other targets that hold the same resource to its capacity.</summary>
    public static ITargetDefinition Uses(this ITargetDefinition definition, params Resource[] resources) =>
        Of(definition).Set(target => target.Resources.AddRange(resources));

    /// <summary>The target fails when it takes longer.</summary>
    public static ITargetDefinition Timeout(this ITargetDefinition definition, TimeSpan limit) =>
        Of(definition).Set(target => target.TimeLimit = limit);

    /// <summary>After a failure the actions run again, up to <paramref name="times"/> times.</summary>
    /// <param name="definition">The target.</param>
    /// <param name="times">Further attempts, 1 or more.</param>
    /// <param name="reason">Why a second attempt may help; printed with each one.</param>
    /// <returns>The same definition.</returns>
    public static ITargetDefinition Retry(this ITargetDefinition definition, int times, string reason) =>
        Of(definition).Set(target => target.Retries = new RetryRule(times, reason));

    /// <summary>Adds an action whose value is the result that other targets take.</summary>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="definition">The target.</param>
    /// <param name="result">A field of the build class.</param>
    /// <param name="action">Makes the value.</param>
    /// <param name="name">Filled in by the compiler: what messages call the result.</param>
    /// <returns>The same definition.</returns>
    public static ITargetDefinition Returns<T>(this ITargetDefinition definition, TargetResult<T> result, Func<CancellationToken, Task<T>> action, [CallerArgumentExpression(nameof(result))] string name = "") =>
        Of(definition).Set(target =>
        {
            target.Returned.Add((result, name));
            target.Add(async token => result.Value = await action(token));
        });

    /// <inheritdoc cref="Returns{T}(ITargetDefinition, TargetResult{T}, Func{CancellationToken, Task{T}}, string)"/>
    public static ITargetDefinition Returns<T>(this ITargetDefinition definition, TargetResult<T> result, Func<T> action, [CallerArgumentExpression(nameof(result))] string name = "") =>
        definition.Returns(result, _ => Task.FromResult(action()), name);

    /// <summary>Runs after the target that returns this result, whose value its actions may then read.</summary>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="definition">The target.</param>
    /// <param name="result">A field of the build class.</param>
    /// <param name="name">Filled in by the compiler: what messages call the result.</param>
    /// <returns>The same definition.</returns>
    public static ITargetDefinition Takes<T>(this ITargetDefinition definition, TargetResult<T> result, [CallerArgumentExpression(nameof(result))] string name = "") =>
        Of(definition).Set(target => target.Taken.Add((result, name)));

    private static TargetDefinition Of(ITargetDefinition definition) =>
        definition as TargetDefinition
        ?? throw new ArgumentException($"{definition.GetType()} is no definition of this engine: pass on the one the target was given.", nameof(definition));
}
