namespace MLOpsBuild.Emitters.Tests;

/// <summary>A definition may change its Jenkinsfile by code; what Jenkins would not take is refused.</summary>
public sealed class JenkinsCustomizationTests
{
    [Fact]
    public void A_customization_is_applied_last_and_named_in_the_header()
    {
        var text = Jenkinsfiles.Text(With(file => file.WithStage<WorkStage>("Train", train => train with
        {
            Agent = new("gpu", null),
            Post = [.. train.Post, GroovyCall.Block("failure", GroovyCall.Of("mail", ("to", "ml@example.com"), ("subject", "it's $broken")))],
        })));

        Assert.StartsWith(
            "// Generated from pipelines/credit/Definition.cs by `./build.sh Generate`.\n// Change the definition, not this file: `./build.sh Check` compares.\n// Customized in JenkinsCustomizationTests.cs.\npipeline {\n",
            text,
            StringComparison.Ordinal);
        Assert.Equal(
            [
                "job `Train` has `agent.label` `'gpu'`, not `'linux'`",
                "job `Train` now uses `mail`",
            ],
            JenkinsfileMeasure.Of(Definition.Plain().Input()).Differences(text));
        Assert.Contains("                failure {\n                    mail(to: 'ml@example.com', subject: 'it\\'s $broken')\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stage_that_is_not_there_is_told_with_those_that_are() => Assert.Equal(
        "The Jenkinsfile has no WorkStage 'Trian'. It has Prepare, Train, Test, Validate, Package, Push, Deploy. (Parameter 'name')",
        Assert.Throws<ArgumentException>(() => Jenkinsfiles.Text(With(file => file.WithStage<WorkStage>("Trian", train => train)))).Message);

    [Fact]
    public void All_that_Jenkins_would_not_take_is_told_at_once()
    {
        var emission = new JenkinsEmitter().Emit(With(file => file with
        {
            Parameters = [.. file.Parameters, file.Parameters[0]],
            Stages =
            [
                file.Stages[0],
                file.Stages[0],
                new ApprovalStage("Ask") { Message = "?", Ok = "Yes", Submitters = [] },
                new GroupStage("Outer", InParallel: true, [new GroupStage("Inner", InParallel: true, [file.Stages[1] with { Name = " " }]), new MatrixStage("Parts", 2, (WorkStage)file.Stages[2])]),
                new GroupStage("Empty", InParallel: false, []),
            ],
        }));

        Assert.Equal([], emission.Files);
        Assert.Equal(
            [
                "DEF208 pipelines/credit/Jenkinsfile: two parameters have the same name (found MLOPSBUILD_RELEASE). Rename one of them.",
                "DEF208 pipelines/credit/Jenkinsfile, the pipeline: two stages have the same name (found Prepare). Rename one of them.",
                "DEF210 pipelines/credit/Jenkinsfile, stage Ask: without a submitter Jenkins takes anybody's approval. Name who approves.",
                "DEF210 pipelines/credit/Jenkinsfile, stage Inner: a stage needs a name (found ' '). Name it.",
                "DEF210 pipelines/credit/Jenkinsfile, stage Empty: Jenkins takes no empty list of stages. Give it a stage, or take it out.",
                "DEF210 pipelines/credit/Jenkinsfile, stage Outer: Jenkins takes no parallel stages inside of parallel stages (found Inner). Put them side by side.",
                "DEF210 pipelines/credit/Jenkinsfile, stage Outer: Jenkins takes no matrix inside of parallel stages (found Parts). Put them side by side.",
                "DEF208 pipelines/credit/Jenkinsfile: two stages stash under one name, and the later replaces the earlier (found credit-prepare). Rename one of those in Prepare, Prepare.",
            ],
            emission.Diagnostics.Select(finding => finding.ToString()));
    }

    [Fact]
    public void A_stage_that_unstashes_what_nobody_stashes_is_refused()
    {
        var emission = new JenkinsEmitter().Emit(With(file => file with { Stages = file.Stages.RemoveAt(0) }));
        Assert.Equal(
            "DEF207 pipelines/credit/Jenkinsfile, stage Train: a stage unstashes what nobody stashes (found credit-prepare). There are credit-train, credit-test, credit-validate, credit-package, credit-push.",
            emission.Diagnostics[0].ToString());
    }

    private static EmitterInput With(Func<Jenkinsfile, Jenkinsfile> change) => new Definition("credit", to => to
        .On(Definition.PushTo("main"), Definition.AnyPullRequest, Definition.At("0 3 * * 1"))
        .Jenkins(jenkins => jenkins.Customize(change))).Input();
}
