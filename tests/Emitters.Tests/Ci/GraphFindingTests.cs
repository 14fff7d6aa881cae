namespace MLOpsBuild.Emitters.Tests;

/// <summary>What is wrong with a target graph is told before anything is written, to every CI server in the same words.</summary>
public sealed class GraphFindingTests
{
    [Fact]
    public void Two_jobs_that_would_share_an_id_are_refused() => Refuses(
        graph => graph with
        {
            Goals = [.. graph.Goals, "TrainAgain", "Train_Again"],
            Targets = [.. graph.Targets, new() { Name = "TrainAgain" }, new() { Name = "Train_Again" }],
        },
        "DEF208 jobs: two jobs would share an id (found train-again, of TrainAgain and Train_Again). Rename one of the targets.");

    [Fact]
    public void Two_targets_or_parameters_of_one_name_are_refused() => Refuses(
        graph => graph with
        {
            Targets = [.. graph.Targets, graph.Targets[0]],
            Parameters = [.. graph.Parameters, new() { Name = "release" }],
        },
        "DEF208 targets: two targets have the same name (found Prepare). Rename one of them.",
        "DEF208 parameters: two parameters have the same variable (found MLOPSBUILD_RELEASE). Rename one of them.");

    [Fact]
    public void A_secret_outside_of_the_environment_that_holds_it_is_refused() => Refuses(
        graph => graph with
        {
            Targets = [.. graph.Targets.Select(target => target.Name is "Train" or "Deploy" ? target with { Parameters = target.Parameters.Add("deploy-key") } : target)],
            Parameters = [.. graph.Parameters, new() { Name = "deploy-key", IsSecret = true, HeldBy = ["staging"] }],
        },
        "DEF211 Train: a secret of staging is read outside of it (found deploy-key). Let only a job of that environment read it; Train runs in none.",
        "DEF211 Deploy: a secret of staging is read outside of it (found deploy-key). Let only a job of that environment read it; Deploy runs in production.");

    [Fact]
    public void An_artifact_that_nobody_produces_is_refused() => Refuses(
        graph => graph with
        {
            Targets =
            [
                .. graph.Targets.Select(target => target.Name == "Train" ? target with { Consumes = ["Prepare", "Fetch", "Gather"] } : target),
                new() { Name = "Fetch" },
                new() { Name = "Gather", Executes = false, Produces = ["artifacts/fraud/gathered"] },
            ],
        },
        "DEF207 Train.Consumes: a target consumes what nobody produces (found Fetch). Let Fetch say what it Produces, or drop it.",
        "DEF207 Train.Consumes: a target consumes what is said of one that executes nothing and so leaves nothing (found Gather). Consume the target that makes it, or let Gather do something.");

    [Fact]
    public void A_cycle_is_refused_with_its_path() => Refuses(
        graph => graph with { Targets = [.. graph.Targets.Select(target => target.Name == "Prepare" ? target with { After = ["Validate"] } : target)] },
        "DEF206 targets: the targets wait for each other (found Prepare -> Validate -> Test -> Train -> Prepare). Remove one of these dependencies.");

    [Fact]
    public void A_target_that_is_not_there_is_refused_with_those_that_are() => Refuses(
        graph => graph with { Targets = [.. graph.Targets.Select(target => target.Name == "Train" ? target with { DependsOn = ["Prepair"], Consumes = [], Requires = ["rows"] } : target)] },
        "DEF205 Train.DependsOn: the target graph has no such name (found Prepair). It has Deploy, Package, Prepare, Push, Test, Train, Validate.",
        "DEF205 Train.Parameters: the target graph has no such name (found rows). It has environment, pipeline, release.");

    [Fact]
    public void An_environment_that_the_build_does_not_know_is_refused_with_those_that_it_knows()
    {
        var findings = Findings(new GitHubActionsEmitter(), graph => graph with { Parameters = [.. graph.Parameters.Select(parameter => parameter.Name == GraphParameter.Environment ? parameter with { Values = ["staging"] } : parameter)] });
        var finding = Assert.Single(findings);
        Assert.StartsWith("DEF204 ", finding, StringComparison.Ordinal);
        Assert.EndsWith("the build cannot deploy to this environment (found 'production'). It knows staging.", finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../secrets")]
    [InlineData("/etc")]
    [InlineData("artifacts/**")]
    [InlineData("a b")]
    [InlineData("")]
    public void A_folder_outside_or_a_pattern_is_refused(string folder) => Refuses(
        graph => graph with { Targets = [.. graph.Targets.Select(target => target.Name == "Train" ? target with { Produces = [folder], Record = null } : target)] },
        $"DEF210 Train.Produces: an artifact is a path inside the repository of letters, digits, dots, dashes, underscores and slashes (found {folder}). Rename it: CI servers take other characters for patterns.");

    [Theory]
    [InlineData(ParameterKind.Flag, "yes", "Give true or false.")]
    [InlineData(ParameterKind.Number, "ten", "Give a number, such as 10 or 0.5.")]
    [InlineData(ParameterKind.Choice, "c", "Give one of a, b.")]
    public void A_default_of_another_kind_is_refused(ParameterKind kind, string value, string fix) => Refuses(
        graph => graph with { Parameters = [.. graph.Parameters, new() { Name = "option", Kind = kind, Values = kind == ParameterKind.Choice ? ["a", "b"] : [], Default = value }] },
        $"DEF210 option: a parameter's default is not of its kind (found {value}). {fix}");

    private static void Refuses(Func<TargetGraph, TargetGraph> change, params string[] expected)
    {
        foreach (var emitter in new IEmitter[] { new GitHubActionsEmitter(), new JenkinsEmitter() })
            Assert.Equal(expected, Findings(emitter, change));
    }

    private static IEnumerable<string> Findings(IEmitter emitter, Func<TargetGraph, TargetGraph> change)
    {
        var definition = new Definition("fraud", to => to
            .Deploy(deploy => deploy.Environment("staging").Environment("production"))
            .GitHubActions()
            .Jenkins());
        var graph = Graphs.Life("fraud");
        var emission = emitter.Emit(definition.Input(change(graph with
        {
            Parameters = [.. graph.Parameters.Select(parameter => parameter.Name == GraphParameter.Environment ? parameter with { Values = ["local", "staging", "production"] } : parameter)],
        })));
        Assert.Equal([], emission.Files);
        return emission.Diagnostics.Select(finding => finding.ToString());
    }
}
