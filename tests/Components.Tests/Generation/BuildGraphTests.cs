using MLOpsBuild.Emitters;
using MLOpsBuild.Targets;

namespace MLOpsBuild.Components.Tests;

/// <summary>Emitters see the targets of the build as the engine does.</summary>
public sealed class BuildGraphTests
{
    private static readonly GeneratingBuild Build = new();
    private static readonly TargetGraph Graph = BuildGraph.Of(typeof(GeneratingBuild), Build.DeclaredTargets(), Build.Pipelines[0].Model);

    [Fact]
    public void A_stage_consumes_what_its_work_reads_and_leaves_its_folder()
    {
        var validate = Graph.Targets.Single(target => target.Name == "Validate");
        Assert.Equal(["Test"], validate.DependsOn);
        Assert.Equal(["Prepare", "Train", "Test"], validate.Consumes);
        Assert.Equal(["artifacts/fraud/validate"], validate.Produces);
        Assert.Equal("artifacts/fraud/validate/stage.json", validate.Record);
    }

    [Fact]
    public void Push_leaves_the_registry_too_and_ships()
    {
        var push = Graph.Targets.Single(target => target.Name == "Push");
        Assert.Equal(["artifacts/fraud/push", ".mlops/registry"], push.Produces);
        Assert.True(push.Ships);
    }

    [Fact]
    public void A_target_of_the_builds_own_is_there_with_what_it_says_and_reads()
    {
        var explain = Graph.Targets.Single(target => target.Name == "Explain");
        Assert.Equal(["Validate"], explain.DependsOn);
        Assert.Equal(["artifacts/explanations"], explain.Produces);
        Assert.Equal(["explainer-key", "thoroughness"], explain.Parameters);
        Assert.Equal(["Explain", "Validate"], Graph.Targets.Single(target => target.Name == "Package").DependsOn);
    }

    [Fact]
    public void Parameters_have_the_kind_that_their_type_says()
    {
        var thoroughness = Graph.Parameters.Single(parameter => parameter.Name == "thoroughness");
        Assert.Equal(ParameterKind.Choice, thoroughness.Kind);
        Assert.Equal(["Quick", "Thorough"], thoroughness.Values);
        Assert.True(Graph.Parameters.Single(parameter => parameter.Name == "explainer-key").IsSecret);
        Assert.Equal(ParameterKind.Number, Graph.Parameters.Single(parameter => parameter.Name == "port").Kind);
        Assert.Equal(ParameterKind.Flag, Graph.Parameters.Single(parameter => parameter.Name == "diff").Kind);
    }

    [Fact]
    public void A_CI_server_pushes_and_deploys_only_to_environments_that_the_build_knows_the_way_to()
    {
        Assert.Equal(["Push"], Graph.Goals);
        var local = new OneColumn("fraud", to => to.Deploy(deploy => deploy.Environment("local")).GitHubActions()).Model;
        Assert.Equal(["Push", "Deploy"], BuildGraph.Of(typeof(GeneratingBuild), Build.DeclaredTargets(), local).Goals);
    }
}
