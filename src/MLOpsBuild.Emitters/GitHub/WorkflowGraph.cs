namespace MLOpsBuild.Emitters;

/// <summary>What a pipeline's workflow has to do, straight from the plan: the measure that a workflow read back is held to.</summary>
internal static class WorkflowGraph
{
    private const string EvenAfterFailure = "!cancelled()";

    public static CiGraph Of(CiPlan plan, GitHubActionsSettings settings) => new()
    {
        Triggers = [.. plan.Pipeline.Triggers.Select(Phrase), "people"],
        Inputs = [.. plan.Inputs.Select(input => input.Name)],
        Settings = CiSettings.Of(
        [
            ("name", plan.Pipeline.Name),
            ("permissions", "none"),
            ("concurrency.group", $"{plan.Pipeline.Name}-${{{{ github.ref }}}}"),
            ("concurrency.cancel-in-progress", "${{ github.event_name == 'pull_request' }}"),
            ("defaults.run.shell", "bash"),
            .. plan.Inputs.SelectMany(Input),
        ]),
        Jobs = [.. plan.Jobs.SelectMany(job => Jobs(plan, job, settings))],
    };

    private static string Phrase(Trigger trigger) => trigger switch
    {
        PushTrigger push => $"a push to {push.Branch}",
        PullRequestTrigger => "a pull request",
        CronTrigger cron => $"the schedule `{cron.Expression}`",
        _ => throw new ArgumentException($"{trigger.GetType().Name} is no trigger that GitHub Actions knows.", nameof(trigger)),
    };

    private static IEnumerable<(string Name, string? Value)> Input(GraphParameter parameter)
    {
        var mayBeLeftOut = parameter is { Kind: ParameterKind.Choice, Default: null };
        var choices = mayBeLeftOut ? parameter.Values.Insert(0, "(not given)") : parameter.Values;
        return
        [
            ($"inputs.{parameter.Name}.description", parameter.Description),
            ($"inputs.{parameter.Name}.required", "false"),
            ($"inputs.{parameter.Name}.default", parameter.Default is { Length: > 0 } given ? given : parameter.Kind == ParameterKind.Flag ? "false" : null),
            ($"inputs.{parameter.Name}.type", parameter.Kind switch
            {
                ParameterKind.Choice => "choice",
                ParameterKind.Flag => "boolean",
                ParameterKind.Number => "number",
                _ => "string",
            }),
            .. parameter.Kind == ParameterKind.Choice ? choices.Select((value, i) => (FormattableString.Invariant($"inputs.{parameter.Name}.options[{i}]"), (string?)value)) : [],
        ];
    }

    private static IEnumerable<CiGraphJob> Jobs(CiPlan plan, CiJob job, GitHubActionsSettings settings)
    {
        var group = $"{job.Target.Name}-{plan.Pipeline.Name}-{job.Environment?.Name}";
        var graph = new CiGraphJob
        {
            Id = job.Id,
            Needs = [.. job.Needs.Select(before => before.Id)],
            Condition = job.Target.Ships && plan.Pipeline.Triggers.OfType<PullRequestTrigger>().Any() ? "github.event_name != 'pull_request'" : null,
            Environment = job.Environment?.Name,
            Settings = Settings(job.Title, settings, settings.Timeout, "contents").AddRange(CiSettings.Of(
                ("concurrency.group", job.Environment is null ? null : group),
                ("concurrency.cancel-in-progress", job.Environment is null ? null : "false"))),
            Steps = [.. Steps(job, settings)],
        };
        if (job.Environment is not { Approvers.IsEmpty: false } environment)
            return [graph];

        var check = graph with
        {
            Id = "reviewers-" + job.Id,
            Environment = null,
            Settings = Settings("Reviewers of " + environment.Name, settings, TimeSpan.FromMinutes(5), "actions"),
            Steps =
            [
                Command("Require reviewers", WorkflowScripts.RequireReviewers) with
                {
                    Variables = CiSettings.Of(("APPROVERS", string.Join(", ", environment.Approvers)), ("ENVIRONMENT", environment.Name), ("GH_TOKEN", "${{ github.token }}")),
                },
            ],
        };
        return [check, graph with { Needs = [check.Id] }];
    }

    private static ImmutableSortedDictionary<string, string> Settings(string title, GitHubActionsSettings settings, TimeSpan timeout, string readable) => CiSettings.Of(
        ("name", title),
        ("runs-on", string.Join(", ", settings.RunsOn)),
        ("timeout-minutes", FormattableString.Invariant($"{timeout.TotalMinutes}")),
        ($"permissions.{readable}", "read"));

    private static IEnumerable<CiGraphStep> Steps(CiJob job, GitHubActionsSettings settings) =>
    [
        Use("Check out", ActionPins.Checkout, ("persist-credentials", "false")),
        Use("Set up .NET", ActionPins.SetupDotnet, ("global-json-file", "global.json")),
        Use("Keep packages", ActionPins.Cache,
            ("path", "~/.nuget/packages"),
            ("key", "nuget-${{ runner.os }}-${{ runner.arch }}-${{ hashFiles('**/packages.lock.json') }}"),
            ("restore-keys", "nuget-${{ runner.os }}-${{ runner.arch }}-")),
        .. job.Receives.Select(artifact => Artifact(CiStepKind.Receive, "Receive", artifact, ActionPins.DownloadArtifact, ("path", artifact.Root))),
        Command(job.Title, ShellText.Command(job.Command)) with
        {
            Variables = CiSettings.Of(job.Inputs.Select(input => (input.Variable, (string?)Given(input)))),
            Secrets = CiSettings.Of(job.Secrets.Select(secret => (secret.Variable, (string?)secret.Variable))),
        },
        .. job.Leaves is not { } left ? Array.Empty<CiGraphStep>() :
        [
            Artifact(CiStepKind.Leave, "Leave", left, ActionPins.UploadArtifact,
                ("path", left.Folders.Length == 1 ? left.Folders[0] : string.Join('\n', left.Folders) + "\n"),
                ("if-no-files-found", "error"),
                ("include-hidden-files", "true"),
                ("overwrite", "true"),
                ("retention-days", FormattableString.Invariant($"{settings.RetentionDays}"))) with { Condition = EvenAfterFailure },
        ],
        .. job.Target.Record is not { } record ? Array.Empty<CiGraphStep>() :
        [
            Command("Summarize", WorkflowScripts.Summarize) with
            {
                Condition = EvenAfterFailure,
                Variables = CiSettings.Of(("RECORD", record), ("TITLE", job.Title)),
            },
        ],
    ];

    private static string Given(GraphParameter input) => input is { Kind: ParameterKind.Choice, Default: null }
        ? "${{ inputs.NAME != '(not given)' && inputs.NAME || '' }}".Replace("NAME", input.Name, StringComparison.Ordinal)
        : $"${{{{ inputs.{input.Name} }}}}";

    private static CiGraphStep Command(string name, string script) => new()
    {
        Kind = CiStepKind.Command,
        Subject = script.TrimEnd('\n'),
        Settings = CiSettings.Of(("name", name)),
    };

    private static CiGraphStep Use(string name, ActionPin action, params (string Name, string? Value)[] options) => new()
    {
        Kind = CiStepKind.Use,
        Subject = action.Reference,
        Settings = CiSettings.Of([("name", name), .. options.Select(option => ("with." + option.Name, option.Value))]),
    };

    private static CiGraphStep Artifact(CiStepKind kind, string verb, CiArtifact artifact, ActionPin action, params (string Name, string? Value)[] options) =>
        Use($"{verb} {artifact.Name}", action, options) with
        {
            Kind = kind,
            Subject = artifact.Name,
            Settings = CiSettings.Of([("name", $"{verb} {artifact.Name}"), ("uses", action.Reference), .. options.Select(option => ("with." + option.Name, option.Value))]),
        };
}
