namespace MLOpsBuild.Targets;

/// <summary>What targets say beyond NUKE's words, said on NUKE: lowered to what NUKE has, or without effect.</summary>
public static class TargetDefinitionExtensions
{
    /// <summary>Adds an asynchronous action; its token is never cancelled, since NUKE has none.</summary>
    public static ITargetDefinition Executes(this ITargetDefinition definition, Func<CancellationToken, Task> action) =>
        definition.Executes((Func<Task>)(() => action(CancellationToken.None)));

    /// <summary>Skips the target when its outputs match its inputs; its facts are not in the summary.</summary>
    public static ITargetDefinition UpToDateWhen(this ITargetDefinition definition, Func<Freshness> probe) =>
        definition.OnlyWhenDynamic(() => !probe().IsUpToDate, "its outputs do not match its inputs");

    /// <summary>Without effect: NUKE runs one target at a time.</summary>
    public static ITargetDefinition Uses(this ITargetDefinition definition, params Resource[] resources) => definition;

    /// <summary>Without effect: NUKE's actions cannot be stopped.</summary>
    public static ITargetDefinition Timeout(this ITargetDefinition definition, TimeSpan limit) => definition;

    /// <summary>Without effect: NUKE runs actions once.</summary>
    public static ITargetDefinition Retry(this ITargetDefinition definition, int times, string reason) => definition;
}
