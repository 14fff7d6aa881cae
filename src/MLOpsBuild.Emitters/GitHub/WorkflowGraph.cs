namespace MLOpsBuild.Emitters;

/// <summary>What a pipeline's workflow has to do, straight from the plan: the measure that a workflow read back is held to.</summary>
internal static class WorkflowGraph
{
    private const string EvenAfterFailure = "!cancelled()";

    public static CiGraph Of(CiPlan plan, GitHubActionsSettings settings) => new()
    {
        Triggers = [.. plan.Triggers.Select(Phrase), "people"],
        Inputs = [.. plan.Inputs.Select(input => input.Name)],
        Settings = CiSettings.Of(
        [
            ("name", plan.Name),
            ("permissions", "none"),
            ("concurrency.group", plan.ByHand ? null : $"{plan.Name}-${{{{ github.ref }}}}"),
            ("concurrency.cancel-in-progress", plan.ByHand ? null : "${{ github.event_name == 'pull_request' }}"),
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
        var graph = new CiGraphJob
        {
            Id = job.Id,
            Needs = [.. job.Needs.Select(before => before.Id)],
            Condition = Condition(plan, job),
            Parts = job.Target.Parts,
            Environment = job.Environment?.Name,
            Settings = Settings(job.Title, settings, settings.Timeout, Grants(job)).AddRange(CiSettings.Of(
                ("strategy.fail-fast", job.Target.Parts is null ? null : "false"),
                ("outputs.digest", job.Plans is null ? null : "${{ steps.plan.outputs.digest }}"),
                ("concurrency.group", job.Environment is null ? null : $"Deploy-{plan.Pipeline.Name}-{job.Environment.Name}"),
                ("concurrency.cancel-in-progress", job.Environment is null ? null : "false"))),
            Steps = [.. Steps(plan, job, settings)],
        };
        if (job.Environment is not { Approvers.IsEmpty: false } environment)
            return [graph];

        var check = graph with
        {
            Id = "reviewers-" + job.Id,
            Environment = null,
            Settings = Settings("Reviewers of " + environment.Name, settings, TimeSpan.FromMinutes(5), [("actions", "read")]),
            Steps =
            [
                Command("Require reviewers", WorkflowScripts.RequireReviewers) with
                {
                    Variables = CiSettings.Of(("APPROVERS", string.Join(", ", environment.Approvers)), ("ENVIRONMENT", environment.Name), ("GH_TOKEN", "${{ github.token }}")),
                },
            ],
        };
        return [check, graph with { Needs = job.BoundBy is null ? [check.Id] : [job.BoundBy.Id, check.Id] }];
    }

    private static string? Condition(CiPlan plan, CiJob job) => (job.Only, ShipsOnRequests(plan, job)) switch
    {
        ({ IsEmpty: true }, false) => null,
        ({ IsEmpty: true }, true) => "github.event_name != 'pull_request'",
        var (choices, _) => string.Join(" && ", choices.Select(choice => $"inputs.{choice.Input} == '{choice.Value}'")),
    };

    private static bool ShipsOnRequests(CiPlan plan, CiJob job) => job.Target.Ships && plan.Triggers.OfType<PullRequestTrigger>().Any();

    private static (string Scope, string Access)[] Grants(CiJob job)
    {
        var ours = job.Registry?.Split('/')[0] == "ghcr.io";
        return
        [
            ("contents", "read"),
            .. job.TellsWhoApproved ? new[] { ("actions", "read") } : [],
            .. ours ? new[] { ("packages", job.Plans is not null || !job.Target.Ships ? "read" : "write") } : [],
            .. ours && job.Target.Pushed is not null ? new[] { ("attestations", "write"), ("id-token", "write") } : [],
        ];
    }

    private static ImmutableSortedDictionary<string, string> Settings(string title, GitHubActionsSettings settings, TimeSpan timeout, IEnumerable<(string Scope, string Access)> grants) => CiSettings.Of(
    [
        ("name", title),
        ("runs-on", string.Join(", ", settings.RunsOn)),
        ("timeout-minutes", FormattableString.Invariant($"{timeout.TotalMinutes}")),
        .. grants.Select(grant => ($"permissions.{grant.Scope}", (string?)grant.Access)),
    ]);

    private static IEnumerable<CiGraphStep> Steps(CiPlan plan, CiJob job, GitHubActionsSettings settings) =>
    [
        Use("Check out", ActionPins.Checkout, ("persist-credentials", "false"), ("fetch-depth", job.Target.Ships ? "0" : null)),
        Use("Set up .NET", ActionPins.SetupDotnet, ("global-json-file", "global.json")),
        Use("Keep packages", ActionPins.Cache,
            ("path", "~/.nuget/packages"),
            ("key", "nuget-${{ runner.os }}-${{ runner.arch }}-${{ hashFiles('**/packages.lock.json') }}"),
            ("restore-keys", "nuget-${{ runner.os }}-${{ runner.arch }}-")),
        .. job.Receives.Select(artifact => Artifact(CiStepKind.Receive, "Receive", artifact, ActionPins.DownloadArtifact, ("path", artifact.Root))),
        .. !job.TellsWhoApproved ? Array.Empty<CiGraphStep>() :
        [
            Command("Read who approved", WorkflowScripts.ReadApproval, "approval") with
            {
                Variables = CiSettings.Of(("ENVIRONMENT", job.Environment!.Name), ("GH_TOKEN", "${{ github.token }}")),
            },
        ],
        Command(job.Title, WorkflowKeys.Script(job)) with
        {
            Variables = CiSettings.Of(
            [
                .. job.Inputs.Select(input => (input.Variable, (string?)Given(input))),
                ("PARTITION", job.Target.Parts is null ? null : "${{ matrix.partition }}"),
                ("MLOPSBUILD_PLAN_DIGEST", job.BoundBy is null ? null : $"${{{{ needs.{job.BoundBy.Id}.outputs.digest }}}}"),
                ("MLOPSBUILD_APPROVED_BY", job.TellsWhoApproved ? "${{ steps.approval.outputs.by }}" : null),
                .. WorkflowKeys.Variables(job),
            ]),
            Secrets = CiSettings.Of(WorkflowKeys.Secrets(job)),
        },
        .. job.Target.Pushed is not { } pushed || job.Registry?.Split('/')[0] != "ghcr.io" ? Array.Empty<CiGraphStep>() :
        [
            Command("Read the digest", WorkflowScripts.ReadDigest, "pushed") with { Variables = CiSettings.Of(("PUSHED", pushed)) },
            Use("Attest where it comes from", ActionPins.AttestBuildProvenance, ("subject-name", $"{job.Registry}/{plan.Pipeline.Name}"), ("subject-digest", "${{ steps.pushed.outputs.digest }}")),
        ],
        .. job.Plans is not { } planned ? Array.Empty<CiGraphStep>() :
            [Command("Show the plan", WorkflowScripts.ShowPlan, "plan") with { Variables = CiSettings.Of(("PLAN", planned.Folder)) }],
        .. job.Leaves is not { } left ? Array.Empty<CiGraphStep>() :
        [
            Artifact(CiStepKind.Leave, "Leave", job.Target.Parts is null ? left : left with { Name = left.Name + "-${{ matrix.partition }}" }, ActionPins.UploadArtifact,
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

    private static CiGraphStep Command(string name, string script, string? id = null) => new()
    {
        Kind = CiStepKind.Command,
        Subject = script.TrimEnd('\n'),
        Settings = CiSettings.Of(("name", name), ("id", id)),
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
