namespace MLOpsBuild.Emitters;

/// <summary>Puts the plan of a run into GitHub's words; pure.</summary>
internal static class GitHubLowering
{
    public const string Reviewers = "reviewers";

    public static Workflow Lower(CiPlan plan, GitHubActionsSettings settings)
    {
        var triggers = plan.Triggers;
        return new()
        {
            Name = plan.Name,
            On = new()
            {
                PushTo = [.. triggers.OfType<PushTrigger>().Select(push => push.Branch)],
                PullRequest = triggers.OfType<PullRequestTrigger>().Any(),
                Schedules = [.. triggers.OfType<CronTrigger>().Select(cron => cron.Expression)],
                Dispatch = [.. plan.Inputs.Select(Input)],
            },
            Concurrency = plan.ByHand ? null : new($"{plan.Name}-${{{{ github.ref }}}}", "${{ github.event_name == 'pull_request' }}"),
            Jobs = [.. plan.Jobs.SelectMany(job => Jobs(plan, job, settings))],
        };
    }

    private static IEnumerable<WorkflowJob> Jobs(CiPlan plan, CiJob job, GitHubActionsSettings settings)
    {
        var lowered = new WorkflowJob
        {
            Id = job.Id,
            Name = job.Title,
            Needs = [.. job.Needs.Select(before => before.Id)],
            If = Condition(plan, job),
            Matrix = job.Parts is { } parts ? WorkflowMatrix.OfParts(parts) : null,
            RunsOn = settings.RunsOn,
            TimeoutMinutes = (int)settings.Timeout.TotalMinutes,
            Permissions = [.. Permissions(job)],
            Outputs = job.Plans is null ? [] : [KeyValuePair.Create("digest", "${{ steps.plan.outputs.digest }}")],
            Environment = job.Environment?.Name,
            Concurrency = job.Environment is { } environment ? new($"Deploy-{plan.Pipeline.Name}-{environment.Name}", "false") : null,
            Steps = [.. Steps(plan, job, settings)],
        };
        if (job.Environment is not { Approvers.IsEmpty: false } approved)
            return [lowered];

        var check = Check(job, approved, lowered);
        return [check, lowered with { Needs = job.BoundBy is { } binding ? [binding.Id, check.Id] : [check.Id] }];
    }

    private static string? Condition(CiPlan plan, CiJob job)
    {
        string[] conditions =
        [
            .. job.Target.Ships && plan.Triggers.OfType<PullRequestTrigger>().Any() ? ["github.event_name != 'pull_request'"] : Array.Empty<string>(),
            .. job.Only.Select(choice => $"inputs.{choice.Input.Name} == '{choice.Value}'"),
        ];
        return conditions.Length == 0 ? null : string.Join(" && ", conditions);
    }

    private static IEnumerable<WorkflowGrant> Permissions(CiJob job)
    {
        yield return new("contents", "read");
        if (job.TellsWhoApproved)
            yield return new("actions", "read");
        if (!CiRegistry.IsGitHubs(job.Registry))
            yield break;
        yield return new("packages", job.Target.Ships && job.Plans is null ? "write" : "read");
        if (job.Target.Pushed is null)
            yield break;
        yield return new("attestations", "write");
        yield return new("id-token", "write");
    }

    private static WorkflowJob Check(CiJob job, DeployEnvironment environment, WorkflowJob guarded) => guarded with
    {
        Id = $"{Reviewers}-{job.Id}",
        Name = $"Reviewers of {environment.Name}",
        TimeoutMinutes = 5,
        Permissions = [new("actions", "read")],
        Outputs = [],
        Environment = null,
        Concurrency = null,
        Steps = [WorkflowSteps.RequireReviewers(environment)],
    };

    private static IEnumerable<WorkflowStep> Steps(CiPlan plan, CiJob job, GitHubActionsSettings settings) =>
    [
        job.Target.Ships ? WorkflowSteps.CheckoutHistory : WorkflowSteps.Checkout,
        WorkflowSteps.Dotnet,
        WorkflowSteps.Packages,
        .. job.Receives.Select(WorkflowSteps.Receive),
        .. job.TellsWhoApproved ? [WorkflowSteps.ReadApproval(job.Environment!)] : Array.Empty<WorkflowStep>(),
        WorkflowSteps.Run(job),
        .. job.Target.Pushed is { } pushed && CiRegistry.IsGitHubs(job.Registry) ? WorkflowSteps.Attest(pushed, $"{job.Registry}/{plan.Pipeline.Name}") : [],
        .. job.Plans is { } made ? [WorkflowSteps.ShowPlan(made)] : Array.Empty<WorkflowStep>(),
        .. job.Leaves is { } artifact ? [job.Parts is null ? WorkflowSteps.Leave(artifact, settings.RetentionDays) : WorkflowSteps.LeavePart(artifact, settings.RetentionDays)] : Array.Empty<WorkflowStep>(),
        .. job.Target.Record is { } record ? [WorkflowSteps.Summarize(job.Title, record)] : Array.Empty<WorkflowStep>(),
    ];

    private static WorkflowInput Input(GraphParameter parameter) => new(
        parameter.Name,
        parameter.Description,
        parameter.Kind switch
        {
            ParameterKind.Flag => "boolean",
            ParameterKind.Number => "number",
            ParameterKind.Choice => "choice",
            _ => "string",
        },
        InputChoices.Options(parameter),
        string.IsNullOrEmpty(parameter.Default) ? parameter.Kind == ParameterKind.Flag ? "false" : null : parameter.Default);
}
