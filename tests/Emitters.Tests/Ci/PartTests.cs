namespace MLOpsBuild.Emitters.Tests;

/// <summary>Targets in parts that no CI server could run are refused.</summary>
public sealed class PartTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void One_part_or_none_is_refused(int parts) => Assert.Equal(
        [$"DEF210 Explain.Parts: a target in parts has two or more (found {parts}). Give more, or none."],
        Refusals(graph => With(graph, "Explain", target => target with { Parts = parts })));

    [Theory]
    [InlineData("Deploy")]
    [InlineData("PlanDeploy")]
    [InlineData("Push")]
    [InlineData("Rollback")]
    public void What_pushes_or_deploys_is_never_in_parts(string name)
    {
        var emission = new GitHubActionsEmitter().Emit(Definition.Delivered().Input(With(Graphs.Delivered("fraud"), name, target => target with { Parts = 2 })));
        Assert.Equal(
            [$"DEF210 {name}.Parts: a target that pushes or deploys cannot run in parts, since its parts would meet in one place (found 2). Let it run as a whole."],
            emission.Diagnostics.Select(finding => finding.ToString()));
    }

    [Fact]
    public void A_part_s_artifact_takes_nobody_else_s_name() => Assert.Equal(
        ["DEF208 jobs: two jobs would leave an artifact of one name (found fraud-explain-2, of explain and explain-2). Rename one of the targets."],
        Refusals(graph => graph with
        {
            Goals = [.. graph.Goals, "Explain_2"],
            Targets = graph.Targets.Add(new() { Name = "Explain_2", Produces = ["artifacts/fraud/other"] }),
        }));

    [Fact]
    public void The_parts_of_all_targets_count_for_GitHubs_limit()
    {
        var emission = new GitHubActionsEmitter().Emit(Input(graph => With(graph, "Explain", target => target with { Parts = 251 })));
        Assert.Equal(
            "DEF209 .github/workflows/fraud.yml: GitHub Actions runs at most 256 jobs of a workflow (found 257 jobs). Join targets, give them fewer parts, or split the pipeline.",
            emission.Diagnostics[0].ToString());
    }

    [Fact]
    public void A_target_of_one_machine_has_no_matrix() => Assert.DoesNotContain(CiPlanner.Plan(Definition.Plain().Input(), out _)!.Jobs, job => job.Parts is not null);

    private static EmitterInput Input(Func<TargetGraph, TargetGraph> change) => Definition.Plain("fraud").Input(change(Graphs.InParts("fraud")));

    private static string[] Refusals(Func<TargetGraph, TargetGraph> change) => [.. new GitHubActionsEmitter().Emit(Input(change)).Diagnostics.Select(finding => finding.ToString())];

    private static TargetGraph With(TargetGraph graph, string name, Func<GraphTarget, GraphTarget> change) =>
        graph with { Targets = [.. graph.Targets.Select(target => target.Name == name ? change(target) : target)] };
}
