using System.Linq.Expressions;

namespace MLOpsBuild.Targets;

/// <summary>From arguments to a plan; every mistake of the user is collected, then reported at once.</summary>
internal static class BuildSetup
{
    public static PreparedRun Prepare(BuildWorld world, Func<NukeBuild> create, Type type, LambdaExpression[] defaults)
    {
        var mistakes = new List<string>();
        var parameters = ParameterCatalog.Discover(type, mistakes);
        Fail(mistakes);
        var names = TargetProperties.Of(type).Select(TargetProperties.NameOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var line = CommandLineParser.Parse(world.Arguments, parameters, names, () => (IEnumerable<string>?)Listed(create, defaults) ?? names, mistakes);
        var options = RunOptions.From(line, world, mistakes);
        ReportFiles.Check(options.Report, mistakes);
        if (options.Version && mistakes.Count == 0)
            return new PreparedRun(world, null!, options, null!, new ExecutionPlan([])) { Page = VersionOf(type) + "\n" };
        var files = ParameterFile.ReadAll(world.Root, line.Words(BuiltInOptions.Profile) ?? [], parameters, mistakes);
        var values = ParameterValues.Read(parameters, line, world, files, mistakes);
        Fail(mistakes);

        world = world with { Host = options.Host, Verbosity = options.Verbosity };
        BuildWorld.Current = world;
        var build = create();
        var defaultsBefore = options.Help ? HelpPage.Defaults(parameters, build) : null;
        build.State = new BuildState { Options = options, Values = values };
        values.Inject(build);
        build.OnBuildCreated();
        var catalog = TargetCatalog.Discover(build, defaults);
        if (options.Help || (!options.List && line.Targets.Count == 0 && defaults.Length == 0))
            return new PreparedRun(world, build, options, catalog, new ExecutionPlan([])) { Page = Help(line, catalog, parameters, new(values, defaultsBefore ?? HelpPage.Defaults(parameters, build))) };
        if (options.List)
            return new PreparedRun(world, build, options, catalog, new ExecutionPlan([])) { Page = ListPage.Write(catalog, options.Json) };
        return Plan(new PreparedRun(world, build, options, catalog, new ExecutionPlan([])), line, parameters, values, mistakes);
    }

    private static string Help(CommandLine line, TargetCatalog catalog, ParameterCatalog parameters, ParameterText written) => line.Targets.Count > 0
        ? TargetHelpPage.Write(line.Targets.Select(name => catalog.Find(name)!).Distinct(), parameters, written)
        : HelpPage.Write(catalog, parameters, written);

    private static PreparedRun Plan(PreparedRun run, CommandLine line, ParameterCatalog parameters, ParameterValues values, List<string> mistakes)
    {
        var named = line.Targets.Select(name => run.Catalog.Find(name)!).Distinct().ToList();
        foreach (var target in named)
            target.Invoked = true;
        var invoked = named.Count > 0 ? named : [.. run.Catalog.All.Where(it => it.IsDefault)];
        var attempt = Attempt.Load(run.World.Root, invoked, run.Options.Continue);
        var plan = Planner.Plan(new PlanRequest
        {
            Invoked = invoked,
            Skip = run.Options.Skip,
            Done = attempt.Done,
            Unmet = target => target.Definition.StaticConditions.Count == 0 ? null : TargetRunner.Unmet(target.Definition.StaticConditions),
        });
        run.Build.State.Plan = plan;
        foreach (var target in invoked)
            target.Invoked = true;
        Consumption.Check(plan, mistakes);
        if (run.Options.Plan)
        {
            Fail(mistakes);
            return run with { Plan = plan, Page = run.Options.Json ? PlanJson.Write(plan) : PlanText.Write(plan, new Style(run.World.HasColour)) };
        }

        var running = plan.Steps.Where(step => step.SkipReason is null).Select(step => step.Target).ToList();
        if (run.World.HasTerminal && !run.Options.Host.IsServer && mistakes.Count == 0)
            Prompts.Ask(Requirements.Missing(running, parameters, run.Build), run, values);
        Consumption.CheckFiles(plan, run.World.Root, mistakes);
        Results.Check(plan, mistakes);
        Requirements.Check(running, parameters, run.Build, mistakes);
        Fail(mistakes);
        if (!run.Options.Host.IsServer)
            ParameterSchema.Update(run.World.Root, parameters);
        return run with { Plan = plan };
    }

    /// <summary>The names of the listed targets; null where the definitions cannot be read, which is not what went wrong here.</summary>
    private static List<string>? Listed(Func<NukeBuild> create, LambdaExpression[] defaults)
    {
        try
        {
            return [.. TargetCatalog.Discover(create(), defaults).All.Where(target => target.Listed).Select(target => target.Name)];
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }

    private static void Fail(List<string> mistakes)
    {
        if (mistakes.Count > 0)
            throw new UserMistakeException([.. mistakes.Distinct()]);
    }

    private static string VersionOf(Type type) =>
        type.Assembly.GetName().Version is { } version ? version.ToString(3) : "0.0.0";
}
