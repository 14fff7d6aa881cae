namespace MLOpsBuild.Targets;

/// <summary>What a plan says would become of a target: "run", "up-to-date", "skip" or "collective", and why.</summary>
internal static class Verdict
{
    public static (string Verdict, string? Why) Of(PlannedTarget step)
    {
        var definition = step.Target.Definition;
        if (step.SkipReason is { } skip)
            return ("skip", skip);
        if (definition.Freshness is { } probe)
            return probe() is var fresh && fresh.IsUpToDate ? ("up-to-date", fresh.Reason) : ("run", fresh.Reason);
        return definition.Actions.Count == 0 ? ("collective", null) : ("run", null);
    }
}
