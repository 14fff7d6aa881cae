namespace MLOpsBuild.Components;

/// <summary>What all targets of stages have in common.</summary>
internal static class StageTargets
{
    /// <summary>A target that runs a stage of the selected pipeline, unless its artifact is up to date.</summary>
    public static ITargetDefinition Runs(this ITargetDefinition definition, StageWork stage, IHazPipelines build) => definition
        .SelectsPipeline(build)
        .UpToDateWhen(() => ProbeAsync(stage, build).GetAwaiter().GetResult()) // a condition is synchronous in NUKE's vocabulary; no context can deadlock here
        .Executes(cancellation => RunAsync(stage, build, cancellation));

    /// <summary>Refuses an unknown pipeline, one whose definition has mistakes, or a registry that is no address, before anything runs.</summary>
    public static ITargetDefinition SelectsPipeline(this ITargetDefinition definition, IHazPipelines build) => definition
        .Requires(() => build.SelectedPipeline != null)
        .Requires(() => BuildState.Of(build).Stages != null);

    private static async Task<Freshness> ProbeAsync(StageWork stage, IHazPipelines build)
    {
        var stages = BuildState.Of(build).Stages;
        return await Failures.TranslateAsync(() => stages.ReasonToRunAsync(stage)) is { } reason
            ? Freshness.Stale(reason)
            : Freshness.UpToDate("unchanged", stages.Scope.Record(stage.Name)!.Facts.ToDictionary());
    }

    private static async Task RunAsync(StageWork stage, IHazPipelines build, CancellationToken cancellation)
    {
        var record = await Failures.TranslateAsync(() => BuildState.Of(build).Stages.RunAsync(stage, cancellation));
        build.ReportFacts(record.Facts);
    }

    /// <summary>Puts facts into the summary, in order.</summary>
    public static void ReportFacts(this INukeBuild build, IEnumerable<KeyValuePair<string, string>> facts) => build.ReportSummary(summary =>
    {
        foreach (var (name, value) in facts)
            summary[name] = value;
        return summary;
    });
}
