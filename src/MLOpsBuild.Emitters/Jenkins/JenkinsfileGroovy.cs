using System.Globalization;

namespace MLOpsBuild.Emitters;

/// <summary>A Jenkinsfile as Groovy.</summary>
internal static class JenkinsfileGroovy
{
    /// <summary>True on the primary branch of a multibranch project, and in a project without branches.</summary>
    private const string IsPrimary = "env.BRANCH_IS_PRIMARY == 'true' || !env.BRANCH_NAME";

    private static readonly GroovyCall NoAgent = GroovyCall.Of("agent", new GroovyWord("none"));

    public static GroovyCall Of(Jenkinsfile file) => GroovyCall.Block("pipeline",
    [
        NoAgent,
        .. Section("options", file.Options),
        .. Section("parameters", [.. file.Parameters.Select(Of)]),
        .. file.Schedules.IsEmpty ? Array.Empty<GroovyCall>() : [GroovyCall.Block("triggers", GroovyCall.Of("cron", Schedule(file.Schedules)))],
        GroovyCall.Block("stages", [.. file.Stages.Select(Of)]),
        .. Section("post", file.Post),
    ]);

    private static GroovyExpression Schedule(ImmutableArray<string> lines) =>
        new($"{IsPrimary} ? {GroovyText.Quote(string.Join('\n', lines.Prepend("TZ=Etc/UTC")))} : ''");

    private static GroovyCall Of(JenkinsParameter parameter) => GroovyCall.Of(parameter.Type,
    [
        ("name", parameter.Name),
        parameter.Type == "choice" ? ("choices", GroovyList.Of(parameter.Choices))
            : parameter.Type == "booleanParam" ? ("defaultValue", parameter.Default == "true")
            : ("defaultValue", parameter.Default),
        ("description", parameter.Description),
    ]);

    private static GroovyCall Of(JenkinsStage stage) => GroovyCall.Of("stage", stage.Name) with
    {
        Body =
        [
            .. stage is WorkStage { Agent: var agent } ? [Of(agent)] : Array.Empty<GroovyCall>(),
            .. Section("options", stage.Options),
            .. stage.When.IsEmpty ? [] : Section("when", [GroovyCall.Of("beforeOptions", true), .. stage.When]),
            .. Content(stage),
        ],
    };

    private static ImmutableArray<GroovyCall> Content(JenkinsStage stage) => stage switch
    {
        WorkStage work => [GroovyCall.Block("steps", work.Steps), .. Section("post", work.Post)],
        ApprovalStage { Tells: { } job } approval => [GroovyCall.Block("steps", GroovyCall.Block("script", Of(approval) with { Into = JenkinsState.Entry(JenkinsState.Approvals, job) }))],
        ApprovalStage approval => [GroovyCall.Block("steps", Of(approval))],
        MatrixStage matrix => [GroovyCall.Block("matrix", Axes(matrix.Parts), GroovyCall.Block("stages", Of(matrix.Part)))],
        GroupStage group => [GroovyCall.Block(group.InParallel ? "parallel" : "stages", [.. group.Stages.Select(Of)])],
        _ => throw new ArgumentException($"{stage.GetType().Name} is no kind of stage.", nameof(stage)),
    };

    private static GroovyCall Axes(int parts) => GroovyCall.Block("axes", GroovyCall.Block("axis",
        GroovyCall.Of("name", CiParts.Variable),
        new GroovyCall("values", [.. Enumerable.Range(1, parts).Select(part => new GroovyArgument(null, part.ToString(CultureInfo.InvariantCulture)))])));

    private static GroovyCall Of(ApprovalStage approval) => GroovyCall.Of("input",
    [
        ("message", approval.Plan is null ? approval.Message : new GroovyExpression($"{GroovyText.Quote(approval.Message + "\n\n")} + {JenkinsState.Entry(JenkinsState.Plans, approval.Plan)} + {GroovyText.Quote("\n")} + {JenkinsState.Entry(JenkinsState.Digests, approval.Plan)}")),
        ("ok", approval.Ok),
        ("submitter", string.Join(',', approval.Submitters)),
        .. approval.Tells is null ? Array.Empty<(string, GroovyValue)>() : [("submitterParameter", "APPROVED_BY")],
    ]);

    private static GroovyCall Of(JenkinsAgent agent) => GroovyCall.Block("agent", agent.Image is null
        ? GroovyCall.Of("label", agent.Label)
        : GroovyCall.Block("docker", GroovyCall.Of("image", agent.Image), GroovyCall.Of("label", agent.Label)));

    private static ImmutableArray<GroovyCall> Section(string name, ImmutableArray<GroovyCall> calls) => calls.IsEmpty ? [] : [GroovyCall.Block(name, calls)];
}
