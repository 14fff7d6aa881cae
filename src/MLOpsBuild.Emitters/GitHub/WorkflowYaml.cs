using System.Globalization;

namespace MLOpsBuild.Emitters;

/// <summary>A workflow as YAML.</summary>
internal static class WorkflowYaml
{
    public static YamlMap Of(Workflow workflow) => With(workflow.More, YamlMap.Of(
        ("name", workflow.Name),
        ("on", Of(workflow.On)),
        ("permissions", Of(workflow.Permissions)),
        ("concurrency", Of(workflow.Concurrency)),
        ("defaults", YamlMap.Of(("run", YamlMap.Of(("shell", "bash"))))),
        ("jobs", new YamlMap([.. workflow.Jobs.Select(job => new YamlEntry(job.Id, Of(job)))]))));

    private static YamlMap With(ImmutableArray<YamlEntry> more, YamlMap map) => new(map.Entries.InsertRange(map.Entries.Length - 1, more));

    private static YamlMap Of(WorkflowTriggers on) => YamlMap.Of(
        ("push", on.PushTo.IsEmpty ? null : YamlMap.Of(("branches", YamlList.Of(on.PushTo)))),
        ("pull_request", on.PullRequest ? YamlMap.Of() : null),
        ("schedule", on.Schedules.IsEmpty ? null : new YamlList([.. on.Schedules.Select(schedule => YamlMap.Of(("cron", schedule)))])),
        ("workflow_dispatch", on.Dispatch is not { } inputs ? null
            : inputs.IsEmpty ? YamlMap.Of()
            : YamlMap.Of(("inputs", new YamlMap([.. inputs.Select(input => new YamlEntry(input.Name, Of(input)))])))));

    private static YamlMap Of(WorkflowInput input) => YamlMap.Of(
        ("description", input.Description),
        ("type", input.Type),
        ("options", input.Options.IsEmpty ? null : YamlList.Of(input.Options)),
        ("default", (input.Type, input.Default) switch
        {
            (_, null) => null,
            ("boolean", "true" or "false") or ("number", _) => new YamlLiteral(input.Default),
            _ => input.Default,
        }),
        ("required", false));

    private static YamlMap Of(ImmutableArray<WorkflowGrant> permissions) =>
        new([.. permissions.Select(permission => new YamlEntry(permission.Scope, permission.Access))]);

    private static YamlMap? Of(WorkflowConcurrency? concurrency) => concurrency is null ? null : YamlMap.Of(
        ("group", concurrency.Group),
        ("cancel-in-progress", concurrency.CancelInProgress is "true" or "false" ? new YamlLiteral(concurrency.CancelInProgress) : concurrency.CancelInProgress));

    private static YamlMap? Of(WorkflowMatrix? matrix) => matrix is null ? null : YamlMap.Of(
        ("fail-fast", false),
        ("matrix", YamlMap.Of((matrix.Axis, new YamlList([.. matrix.Values.Select(value => new YamlLiteral(value.ToString(CultureInfo.InvariantCulture)))])))));

    private static YamlMap Of(WorkflowJob job) => With(job.More, YamlMap.Of(
        ("name", job.Name),
        ("needs", job.Needs.IsEmpty ? null : YamlList.Of(job.Needs)),
        ("if", job.If is null ? null : Expression(job.If)),
        ("strategy", Of(job.Matrix)),
        ("runs-on", job.RunsOn.Length == 1 ? job.RunsOn[0] : YamlList.Of(job.RunsOn)),
        ("timeout-minutes", job.TimeoutMinutes),
        ("permissions", Of(job.Permissions)),
        ("outputs", job.Outputs.IsEmpty ? null : YamlMap.OfTexts(job.Outputs)),
        ("environment", job.Environment),
        ("concurrency", Of(job.Concurrency)),
        ("steps", new YamlList([.. job.Steps.Select(Of)]))));

    private static YamlNode Of(WorkflowStep step) => step switch
    {
        RunStep run => YamlMap.Of(
            ("name", run.Name),
            ("id", run.Id),
            ("if", run.If is null ? null : Expression(run.If)),
            ("env", YamlMap.OfTexts(run.Variables)),
            ("run", run.Script)),
        ActionStep action => YamlMap.Of(
            ("name", action.Name),
            ("id", action.Id),
            ("if", action.If is null ? null : Expression(action.If)),
            ("uses", new YamlScalar(action.Action.Reference, action.Action.Version)),
            ("with", action.With.Entries.IsEmpty ? null : action.With)),
        _ => throw new ArgumentException($"{step.GetType().Name} is no kind of step.", nameof(step)),
    };

    private static string Expression(string text) => $"${{{{ {text} }}}}";
}
