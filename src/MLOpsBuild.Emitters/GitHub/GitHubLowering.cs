namespace MLOpsBuild.Emitters;

/// <summary>Puts the plan of a run into GitHub's words; pure.</summary>
internal static class GitHubLowering
{
    public const string Reviewers = "reviewers";

    public static Workflow Lower(CiPlan plan, GitHubActionsSettings settings)
    {
        var triggers = plan.Pipeline.Triggers;
        return new()
        {
            Name = plan.Pipeline.Name,
            On = new()
            {
                PushTo = [.. triggers.OfType<PushTrigger>().Select(push => push.Branch)],
                PullRequest = triggers.OfType<PullRequestTrigger>().Any(),
                Schedules = [.. triggers.OfType<CronTrigger>().Select(cron => cron.Expression)],
                Dispatch = [.. plan.Inputs.Select(Input)],
            },
            Concurrency = new($"{plan.Pipeline.Name}-${{{{ github.ref }}}}", "${{ github.event_name == 'pull_request' }}"),
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
            If = job.Target.Ships && plan.Pipeline.Triggers.OfType<PullRequestTrigger>().Any() ? "github.event_name != 'pull_request'" : null,
            RunsOn = settings.RunsOn,
            TimeoutMinutes = (int)settings.Timeout.TotalMinutes,
            Permissions = [new("contents", "read")],
            Environment = job.Environment?.Name,
            Concurrency = job.Environment is { } environment ? new($"{job.Target.Name}-{plan.Pipeline.Name}-{environment.Name}", "false") : null,
            Steps = [.. Steps(job, settings)],
        };
        if (job.Environment is not { Approvers.IsEmpty: false } approved)
            return [lowered];

        var check = Check(job, approved, lowered);
        return [check, lowered with { Needs = [check.Id] }];
    }

    private static WorkflowJob Check(CiJob job, DeployEnvironment environment, WorkflowJob guarded) => guarded with
    {
        Id = $"{Reviewers}-{job.Id}",
        Name = $"Reviewers of {environment.Name}",
        TimeoutMinutes = 5,
        Permissions = [new("actions", "read")],
        Environment = null,
        Concurrency = null,
        Steps = [WorkflowSteps.RequireReviewers(environment)],
    };

    private static IEnumerable<WorkflowStep> Steps(CiJob job, GitHubActionsSettings settings) =>
    [
        WorkflowSteps.Checkout,
        WorkflowSteps.Dotnet,
        WorkflowSteps.Packages,
        .. job.Receives.Select(WorkflowSteps.Receive),
        WorkflowSteps.Run(job),
        .. job.Leaves is { } artifact ? [WorkflowSteps.Leave(artifact, settings.RetentionDays)] : Array.Empty<WorkflowStep>(),
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
