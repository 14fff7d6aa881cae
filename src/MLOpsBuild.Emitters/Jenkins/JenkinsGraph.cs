namespace MLOpsBuild.Emitters;

/// <summary>What a pipeline's Jenkinsfile has to do, straight from the plan: the measure that a Jenkinsfile read back is held to.</summary>
internal static class JenkinsGraph
{
    private const string Primary = "env . BRANCH_IS_PRIMARY == 'true' || ! env . BRANCH_NAME";

    public static CiGraph Of(CiPlan plan, JenkinsSettings settings)
    {
        var jobs = ImmutableArray.CreateBuilder<CiGraphJob>();
        ImmutableArray<string> before = [];
        foreach (var block in StageBlocks.Of(plan.Jobs))
        {
            var chains = block.Select(chain => Chain(chain, plan, settings, before)).ToArray();
            var names = chains.Select(chain => JenkinsNames.Sequence(chain.Select(job => job.Id))).ToArray();
            var group = JenkinsNames.Parallel(chains.Select(chain => chain[^1].Id)) + " (parallel)";
            for (var i = 0; i < chains.Length; i++)
                jobs.AddRange(chains.Length == 1 ? chains[i] : chains[i].Select(job => job with { Settings = job.Settings.Add("within", chains[i].Length == 1 ? group : $"{group} / {names[i]}") }));
            if (block is [[{ Target.Parts: { } parts } job]])
                jobs[^1] = jobs[^1] with { Parts = parts, Settings = jobs[^1].Settings.Add("within", $"Parts of {job.Title} (matrix)") };
            before = [.. chains.Select(chain => chain[^1].Id)];
        }

        return new()
        {
            Triggers = [.. plan.Triggers.OfType<CronTrigger>().SelectMany(cron => JenkinsCron.Lines(cron.Expression)).Select(line => $"the schedule `{line}` in Etc/UTC, where {Primary}"), "people"],
            Inputs = [.. plan.Inputs.Select(input => input.Variable)],
            Settings = CiSettings.Of(
            [
                ("agent", "none"),
                .. Shared(plan).Select((map, i) => (FormattableString.Invariant($"script[{i}]"), (string?)$"@groovy . transform . Field final Map {map} = [ : ]")),
                ("options.buildDiscarder", FormattableString.Invariant($"logRotator(numToKeepStr: '{settings.KeepBuilds}', artifactNumToKeepStr: '{settings.KeepBuilds}')")),
                ("options.disableConcurrentBuilds", ""),
                ("options.timestamps", ""),
                .. plan.Inputs.SelectMany(Input),
            ]),
            Jobs = jobs.ToImmutable(),
        };
    }

    private static IEnumerable<(string Name, string? Value)> Input(GraphParameter parameter)
    {
        var name = $"parameters.{parameter.Variable}";
        var choices = parameter.Values.Where(value => value != parameter.Default).Prepend(parameter.Default ?? "");
        return
        [
            ($"{name}.description", $"'{parameter.Description}'"),
            .. parameter.Kind switch
            {
                ParameterKind.Choice => [($"{name}.type", "choice"), ($"{name}.choices", $"[{string.Join(", ", choices.Select(choice => $"'{choice}'"))}]")],
                ParameterKind.Flag => [($"{name}.type", "booleanParam"), ($"{name}.defaultValue", parameter.Default ?? "false")],
                _ => new (string, string?)[] { ($"{name}.type", "string"), ($"{name}.defaultValue", $"'{parameter.Default}'") },
            },
        ];
    }

    private static string[] Shared(CiPlan plan) =>
    [
        .. plan.Jobs.Any(job => job.BoundBy is not null) ? ["plans", "digests"] : Array.Empty<string>(),
        .. plan.Jobs.Any(Asks) ? ["approvals"] : Array.Empty<string>(),
    ];

    /// <summary>Whether who approved is told to the target.</summary>
    private static bool Asks(CiJob job) => job.Environment is { Approvers.IsEmpty: false } && job.Target.Reads("approved-by");

    private static CiGraphJob[] Chain(ImmutableArray<CiJob> chain, CiPlan plan, JenkinsSettings settings, ImmutableArray<string> before)
    {
        var jobs = new List<CiGraphJob>();
        foreach (var job in chain.SelectMany(job => Jobs(job, plan, settings)))
            jobs.Add(job with { Needs = jobs.Count == 0 ? before : [jobs[^1].Id] });
        return [.. jobs];
    }

    private static IEnumerable<CiGraphJob> Jobs(CiJob job, CiPlan plan, JenkinsSettings settings)
    {
        var condition = Condition(plan, job);
        if (job.Environment is { Approvers.IsEmpty: false } environment)
        {
            yield return new()
            {
                Id = $"Approve {job.Title}",
                Condition = condition,
                Settings = CiSettings.Of(("options.timeout", Minutes(settings.ApprovalTimeout))),
                Steps =
                [
                    Use("input",
                        ("message", $"'{job.Title} ({plan.Pipeline.Name})?{(job.BoundBy is null ? "'" : $"\n\n' + plans [ '{job.BoundBy.Id}' ] + '\n' + digests [ '{job.BoundBy.Id}' ]")}"),
                        ("ok", $"'{job.Target.Name}'"),
                        ("submitter", $"'{string.Join(',', environment.Approvers)}'"),
                        ("submitterParameter", Asks(job) ? "'APPROVED_BY'" : null),
                        ("into", Asks(job) ? $"approvals [ '{job.Id}' ]" : null),
                        ("within", Asks(job) ? "script()" : null)),
                ],
            };
        }

        var locks = job.Environment is not null && settings.Plugins.Contains(JenkinsPlugin.LockableResources);
        yield return new()
        {
            Id = job.Title,
            Condition = condition,
            Settings = CiSettings.Of(
                ("agent.label", settings.Image is null ? $"'{settings.Agent}'" : null),
                ("agent.docker", settings.Image is null ? null : $"docker() {{ image('{settings.Image}'); label('{settings.Agent}') }}"),
                ("options.timeout", Minutes(settings.Timeout)),
                ("options.lock", locks ? $"resource: 'Deploy-{plan.Pipeline.Name}-{job.Environment!.Name}'" : null)),
            Steps = [.. Steps(job, plan, settings)],
        };
    }

    private static string? Condition(CiPlan plan, CiJob job)
    {
        string[] conditions =
        [
            .. job.Target.Ships ? ["not() { changeRequest() }", .. Starts(plan)] : Array.Empty<string>(),
            .. job.Only.Select(choice => $"equals(expected: '{choice.Value}', actual: params . {choice.Input.Variable})"),
        ];
        return conditions.Length == 0 ? null : string.Join(" and ", conditions.Prepend("beforeOptions(true)"));
    }

    private static IEnumerable<string> Starts(CiPlan plan)
    {
        if (plan.ByHand)
            return ["triggeredBy(cause: 'UserIdCause')"];
        var triggers = plan.Pipeline.Triggers;
        string[] starts =
        [
            .. triggers.OfType<PushTrigger>().Select(push => $"branch(pattern: '{push.Branch}', comparator: 'EQUALS')"),
            .. triggers.OfType<CronTrigger>().Any() ? ["triggeredBy('TimerTrigger')"] : Array.Empty<string>(),
            "triggeredBy(cause: 'UserIdCause')",
        ];
        return triggers.OfType<PushTrigger>().Any() ? [$"anyOf() {{ {string.Join("; ", starts)} }}"] : [];
    }

    private static IEnumerable<CiGraphStep> Steps(CiJob job, CiPlan plan, JenkinsSettings settings) =>
    [
        .. job.Environment is null || !settings.Plugins.Contains(JenkinsPlugin.Milestone) ? Array.Empty<CiGraphStep>() :
            [Use("milestone", ("ordinal", FormattableString.Invariant($"{plan.Jobs.IndexOf(job) + 1}")), ("label", $"'{job.Title}'"))],
        Command("Start clean", "rm -rf artifacts"),
        .. job.Receives.Select(artifact => new CiGraphStep { Kind = CiStepKind.Receive, Subject = artifact.Name }),
        Command(job.Title, (settings.Image is null ? "" : "HOME=\"$WORKSPACE_TMP\" ") + ShellText.Command(job.Command) + (job.Target.Parts is { } parts ? FormattableString.Invariant($" --partition \"$PARTITION/{parts}\"") : "")) with
        {
            Secrets = CiSettings.Of(Secrets(job)),
            Settings = CiSettings.Of(("label", $"'{job.Title}'"), ("within", Given(job))),
        },
        .. job.Plans is not { } made ? Array.Empty<CiGraphStep>() :
        [
            Use("readFile", ("file", $"'{made.Folder}/plan.md'"), ("encoding", "'UTF-8'"), ("into", $"plans [ '{job.Id}' ]"), ("within", "script()")),
            new()
            {
                Kind = CiStepKind.Command,
                Subject = $"digest=$(sha256sum < {made.Folder}/plan.json) && printf 'sha256:%.64s' \"$digest\"",
                Settings = CiSettings.Of(("label", "'Digest of the plan'"), ("returnStdout", "true"), ("into", $"digests [ '{job.Id}' ]"), ("within", "script()")),
            },
        ],
        .. job.Leaves is not { } left ? Array.Empty<CiGraphStep>() :
            [new() { Kind = CiStepKind.Leave, Subject = job.Target.Parts is null ? left.Name : $"'{left.Name}-' + env . PARTITION", Settings = CiSettings.Of(("includes", Patterns(left)), ("useDefaultExcludes", "false")) }],
        .. job.Target.TestResults.IsEmpty ? Array.Empty<CiGraphStep>() :
            [Use("junit", ("testResults", $"'{string.Join(',', job.Target.TestResults)}'"), ("allowEmptyResults", "true")) with { Condition = "always" }],
        .. job.Leaves is not { } kept ? Array.Empty<CiGraphStep>() :
            [Use("archiveArtifacts", ("artifacts", Patterns(kept)), ("fingerprint", "true"), ("allowEmptyArchive", "true"), ("defaultExcludes", "false")) with { Condition = "always" }],
    ];

    private static IEnumerable<(string Name, string? Value)> Secrets(CiJob job) =>
    [
        .. job.Secrets.Select(secret => (secret.Variable, (string?)$"mlopsbuild-{secret.Name}{(secret.HeldBy.IsEmpty || job.Environment is null ? "" : "-" + job.Environment.Name)}")),
        ("MLOPSBUILD_REGISTRY_USERNAME", job.Registry is null ? null : "usernamePassword mlopsbuild-registry, usernameVariable"),
        ("MLOPSBUILD_REGISTRY_PASSWORD", job.Registry is null ? null : "usernamePassword mlopsbuild-registry, passwordVariable"),
        ("MLOPSBUILD_SIGNING_KEY", job.Signs ? "file mlopsbuild-signing-key" : null),
        .. job.Keys.Select(key => key.Kind switch
        {
            DeploySecretKind.SshKey => ("ANSIBLE_PRIVATE_KEY_FILE", (string?)$"sshUserPrivateKey {key.Name}, keyFileVariable"),
            DeploySecretKind.KnownHosts => ("MLOPSBUILD_KNOWN_HOSTS", $"file {key.Name}"),
            DeploySecretKind.BecomePassword => ("MLOPSBUILD_BECOME_PASSWORD", key.Name),
            _ => ("KUBECONFIG", $"file {key.Name}"),
        }),
    ];

    /// <summary>The block that tells a target what was approved and by whom.</summary>
    private static string? Given(CiJob job)
    {
        string[] variables =
        [
            .. job.BoundBy is null ? Array.Empty<string>() : [$"'MLOPSBUILD_PLAN_DIGEST=' + digests [ '{job.BoundBy.Id}' ]"],
            .. Asks(job) ? [$"'MLOPSBUILD_APPROVED_BY=' + approvals [ '{job.Id}' ]"] : Array.Empty<string>(),
        ];
        return variables.Length == 0 ? null : $"withEnv([{string.Join(", ", variables)}])";
    }

    private static CiGraphStep Command(string label, string script) => new() { Kind = CiStepKind.Command, Subject = script, Settings = CiSettings.Of(("label", $"'{label}'")) };

    private static CiGraphStep Use(string step, params (string Name, string? Value)[] settings) => new() { Kind = CiStepKind.Use, Subject = step, Settings = CiSettings.Of(settings) };

    private static string Patterns(CiArtifact artifact) => $"'{string.Join(',', artifact.Folders.Select(folder => folder + "/**"))}'";

    private static string Minutes(TimeSpan time) => FormattableString.Invariant($"time: {time.TotalMinutes}, unit: 'MINUTES'");
}
