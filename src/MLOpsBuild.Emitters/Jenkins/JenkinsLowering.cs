namespace MLOpsBuild.Emitters;

/// <summary>Puts the plan of a run into Jenkins' words; pure.</summary>
internal static class JenkinsLowering
{
    public static Jenkinsfile Lower(CiPlan plan, JenkinsSettings settings)
    {
        return new()
        {
            Maps = JenkinsState.Of(plan),
            Parameters = [.. plan.Inputs.Select(Parameter)],
            Schedules = [.. plan.Triggers.OfType<CronTrigger>().SelectMany(cron => JenkinsCron.Lines(cron.Expression))],
            Options =
            [
                GroovyCall.Of("buildDiscarder", GroovyCall.Of("logRotator", ("numToKeepStr", Text(settings.KeepBuilds)), ("artifactNumToKeepStr", Text(settings.KeepBuilds)))),
                GroovyCall.Of("disableConcurrentBuilds"),
                GroovyCall.Of("timestamps"),
            ],
            Stages = [.. StageBlocks.Of(plan.Jobs).SelectMany(block => Block([.. block.Select(chain => Chain(chain, plan, settings))]))],
        };
    }

    private static ImmutableArray<JenkinsStage> Block(ImmutableArray<ImmutableArray<JenkinsStage>> chains) => chains is [var only]
        ? only
        : [new GroupStage(JenkinsNames.Parallel(chains.Select(chain => chain[^1].Name)), InParallel: true, [.. chains.Select(Branch)])];

    private static JenkinsStage Branch(ImmutableArray<JenkinsStage> chain) => chain is [var only]
        ? only
        : new GroupStage(JenkinsNames.Sequence(chain.Select(stage => stage.Name)), InParallel: false, chain);

    private static ImmutableArray<JenkinsStage> Chain(ImmutableArray<CiJob> jobs, CiPlan plan, JenkinsSettings settings) =>
        [.. jobs.SelectMany(job => Stages(job, plan, settings))];

    private static IEnumerable<JenkinsStage> Stages(CiJob job, CiPlan plan, JenkinsSettings settings)
    {
        ImmutableArray<GroovyCall> when = [.. job.Target.Ships ? Shipping(plan) : [], .. job.Only.Select(Chosen)];
        if (job.Environment is { Approvers.IsEmpty: false } environment)
        {
            yield return new ApprovalStage($"Approve {job.Title}")
            {
                When = when,
                Options = [JenkinsSteps.Timeout(settings.ApprovalTimeout)],
                Message = $"{job.Title} ({plan.Pipeline.Name})?",
                Ok = job.Target.Name,
                Submitters = environment.Approvers,
                Plan = job.BoundBy?.Id,
                Tells = job.TellsWhoApproved ? job.Id : null,
            };
        }

        var work = new WorkStage(job.Title)
        {
            When = when,
            Options = [.. Locks(job, plan, settings), JenkinsSteps.Timeout(settings.Timeout)],
            Agent = new(settings.Agent, settings.Image),
            Steps = [.. Steps(job, plan, settings)],
            Post = Post(job) is { IsEmpty: false } always ? [JenkinsSteps.Always(always)] : [],
        };
        yield return job.Parts is { } parts ? new MatrixStage(JenkinsNames.Matrix(job.Title), parts, work) : work;
    }

    private static GroovyCall Chosen(CiChoice choice) =>
        GroovyCall.Of("equals", ("expected", choice.Value), ("actual", new GroovyExpression($"params.{choice.Input.Variable}")));

    /// <summary>Never a change request; where the definition names branches: one of these, the schedule, or a person; by hand: a person.</summary>
    private static ImmutableArray<GroovyCall> Shipping(CiPlan plan)
    {
        var triggers = plan.Triggers;
        GroovyCall[] branches = [.. triggers.OfType<PushTrigger>().Select(push => GroovyCall.Of("branch", ("pattern", push.Branch), ("comparator", "EQUALS")))];
        var ours = GroovyCall.Block("not", GroovyCall.Of("changeRequest"));
        if (plan.ByHand)
            return [ours, GroovyCall.Of("triggeredBy", ("cause", "UserIdCause"))];
        return branches.Length == 0 ? [ours] :
        [
            ours,
            GroovyCall.Block("anyOf",
            [
                .. branches,
                .. triggers.OfType<CronTrigger>().Any() ? [GroovyCall.Of("triggeredBy", "TimerTrigger")] : Array.Empty<GroovyCall>(),
                GroovyCall.Of("triggeredBy", ("cause", "UserIdCause")),
            ]),
        ];
    }

    private static IEnumerable<GroovyCall> Locks(CiJob job, CiPlan plan, JenkinsSettings settings) =>
        job.Environment is { } environment && settings.Plugins.Contains(JenkinsPlugin.LockableResources)
            ? [GroovyCall.Of("lock", ("resource", $"Deploy-{plan.Pipeline.Name}-{environment.Name}"))]
            : [];

    private static IEnumerable<GroovyCall> Steps(CiJob job, CiPlan plan, JenkinsSettings settings)
    {
        if (job.Environment is not null && settings.Plugins.Contains(JenkinsPlugin.Milestone))
            yield return GroovyCall.Of("milestone", ("ordinal", plan.Jobs.IndexOf(job) + 1), ("label", job.Title));
        yield return JenkinsSteps.StartClean;
        foreach (var artifact in job.Receives)
            yield return JenkinsSteps.Unstash(artifact);

        var run = JenkinsSteps.Shell(job.Title, (settings.Image is null ? "" : "HOME=\"$WORKSPACE_TMP\" ") + ShellText.Command(job));
        yield return JenkinsSteps.WithApproval(job, JenkinsSteps.WithSecrets(job, run));
        if (job.Plans is { } made)
            yield return JenkinsSteps.KeepPlan(job, made);
        if (job.Leaves is { } left)
            yield return JenkinsSteps.Stash(left, job.Parts is not null);
    }

    private static ImmutableArray<GroovyCall> Post(CiJob job) =>
    [
        .. job.Target.TestResults.IsEmpty ? Array.Empty<GroovyCall>() : [JenkinsSteps.JUnit(job.Target.TestResults)],
        .. job.Leaves is { } left ? [JenkinsSteps.Archive(left)] : Array.Empty<GroovyCall>(),
    ];

    private static JenkinsParameter Parameter(GraphParameter parameter) => parameter.Kind switch
    {
        ParameterKind.Flag => new(parameter.Variable, parameter.Description, "booleanParam", [], parameter.Default ?? "false"),
        ParameterKind.Choice => new(parameter.Variable, parameter.Description, "choice", Choices(parameter), ""),
        _ => new(parameter.Variable, parameter.Description, "string", [], parameter.Default ?? ""),
    };

    /// <summary>Jenkins takes the first choice for the default; an empty one counts as not given.</summary>
    private static ImmutableArray<string> Choices(GraphParameter parameter) => [parameter.Default ?? "", .. parameter.Values.Where(value => value != parameter.Default)];

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
