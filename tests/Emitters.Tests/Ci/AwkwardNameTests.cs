namespace MLOpsBuild.Emitters.Tests;

/// <summary>Whatever a user writes in a place that has a name or text is refused with the place's rule, or arrives unchanged.</summary>
public sealed class AwkwardNameTests
{
    private static readonly string[] Texts =
    [
        .. RandomPipelines.AwkwardTexts,
        "two words",
        "$(touch owned)",
        "`touch owned`",
        "'; touch owned; '",
        "${{ github.token }}",
        "${IFS}",
        "a/../../b",
        "-rf",
        "émigré",
        new('x', 300),
    ];

    private static readonly Dictionary<string, Func<string, EmitterInput>> Places = new()
    {
        ["the pipeline's name"] = text => Definition.Plain(text).Input(Graphs.Life("credit")),
        ["a branch"] = text => new Definition("fraud", to => to.On(Definition.PushTo(text)).GitHubActions().Jenkins()).Input(),
        ["a schedule"] = text => new Definition("fraud", to => to.On(Definition.At(text)).GitHubActions().Jenkins()).Input(),
        ["a runner's label"] = text => new Definition("fraud", to => to.GitHubActions(actions => actions.RunsOn(text)).Jenkins()).Input(),
        ["an agent's label"] = text => new Definition("fraud", to => to.GitHubActions().Jenkins(jenkins => jenkins.Agent(text))).Input(),
        ["a container's image"] = text => new Definition("fraud", to => to.GitHubActions().Jenkins(jenkins => jenkins.InContainer(text))).Input(),
        ["a registry"] = text => Delivered(staging => staging, registry: text),
        ["a host"] = text => Delivered(staging => staging.Hosts(text)),
        ["a key"] = text => Delivered(staging => staging.Hosts("a").SshKey(text)),
        ["a password"] = text => Delivered(staging => staging.Hosts("a").BecomePassword(text)),
        ["an environment"] = text => WithEnvironment(text, "ada"),
        ["an approver"] = text => WithEnvironment("staging", text),
        ["a target"] = text => With(graph => graph with { Targets = [graph.Targets[0] with { Name = text }], Goals = [text] }),
        ["a folder that a target leaves"] = text => WithTrain(target => target with { Produces = [text] }),
        ["a target's record"] = text => WithTrain(target => target with { Record = text }),
        ["a file of test results"] = text => WithTrain(target => target with { TestResults = [text] }),
        ["a parameter"] = text => WithParameter(parameter => parameter with { Name = text }),
        ["a parameter's description"] = text => WithParameter(parameter => parameter with { Description = text }),
        ["a parameter's default"] = text => WithParameter(parameter => parameter with { Default = text }),
        ["a parameter's choice"] = text => WithParameter(parameter => parameter with { Kind = ParameterKind.Choice, Values = ["first", text], Default = text }),
        ["a secret"] = text => WithParameter(parameter => parameter with { Name = text, IsSecret = true }),
        ["a secret's environment"] = text => WithParameter(parameter => parameter with { IsSecret = true, HeldBy = [text] }),
        ["the definition's file"] = text => Definition.Plain().Input() with { Source = text },
    };

    private static readonly Dictionary<string, IEmitter> Servers = new() { ["GitHub"] = new GitHubActionsEmitter(), ["Jenkins"] = new JenkinsEmitter() };

    public static TheoryData<string, string> Names => [.. from server in Servers.Keys from place in Places.Keys select (server, place)];

    [Theory, MemberData(nameof(Names))]
    public void A_text_is_refused_or_arrives_unchanged(string server, string place)
    {
        var (refused, arrived) = (0, 0);
        foreach (var text in Texts)
        {
            if (Refusals(server, place, text) is { Length: > 0 } refusals)
            {
                Assert.All(refusals, refusal => Assert.Matches("^DEF[0-9]{3} ", refusal));
                refused++;
                continue;
            }

            Assert.Equal([], server == "GitHub" ? Read(WorkflowMeasure.Of(Places[place](text))) : Read(JenkinsfileMeasure.Of(Places[place](text))));
            arrived++;
        }

        Assert.Equal(Texts.Length, refused + arrived);
        var takesAll = place is "a parameter's description" or "the definition's file" || (server == "Jenkins" && place == "a parameter's default");
        Assert.True(takesAll ? arrived > 0 : refused > 0, $"{place}: {refused} refused, {arrived} arrived");
    }

    [Fact]
    public void A_refusal_cites_the_rule() => Assert.Equal(
        "DEF210 targets: a target's name is letters, digits and underscores, a letter first (found two words). Rename it.",
        Assert.Single(Refusals("GitHub", "a target", "two words")));

    [Fact]
    public void An_empty_choice_is_refused_because_CI_servers_take_it_for_none()
    {
        var graph = Graphs.Life("credit");
        var choice = new GraphParameter { Name = "mode", Kind = ParameterKind.Choice, Values = ["", "fast"] };
        var emission = new GitHubActionsEmitter().Emit(Definition.Plain().Input(graph with { Parameters = [.. graph.Parameters, choice] }));
        Assert.Equal("DEF210 mode: a choice cannot be empty, which counts as not given (found ''). Name it.", Assert.Single(emission.Diagnostics).ToString());
    }

    [Fact]
    public void Texts_of_a_customization_arrive_unchanged_or_are_refused()
    {
        foreach (var text in Texts)
        {
            var definition = new Definition("fraud", to => to.GitHubActions(actions => actions.Customize(workflow => workflow.WithJob("train", job => job with
            {
                Name = text,
                Steps = [new RunStep(text, text.Length == 0 ? "true" : text) { Variables = [KeyValuePair.Create("TEXT", text)] }, new ActionStep(text, ActionPins.Cache, YamlMap.Of(("path", text), ("key", "k")))],
            }))));
            var emission = new GitHubActionsEmitter().Emit(definition.Input());
            if (text.Contains("${{", StringComparison.Ordinal))
            {
                Assert.Contains(emission.Diagnostics, diagnostic => diagnostic.What == "a script holds an expression, into which others could write commands");
                continue;
            }

            var job = new WorkflowReader().Read(Assert.Single(emission.Files).Text).Jobs.Single(job => job.Id == "train");
            Assert.Equal(text, job.Settings["name"]);
            Assert.Equal((text.Length == 0 ? "true" : text).TrimEnd('\n'), job.Steps[0].Subject);
            Assert.Equal(text, job.Steps[0].Variables["TEXT"]);
            Assert.Equal(text, job.Steps[1].Settings["with.path"]);
        }
    }

    [Fact]
    public void A_file_name_cannot_end_the_header()
    {
        var text = WorkflowMeasure.Of(Definition.Plain().Input() with { Source = "a\nname: owned\r#" }).Text;
        Assert.StartsWith("# Generated from a name: owned # by `./build.sh Generate`.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Five_hundred_jobs_are_refused_with_GitHubs_limit()
    {
        var targets = Enumerable.Range(0, 500).Select(i => new GraphTarget { Name = $"T{i}" }).ToImmutableArray();
        var emission = new GitHubActionsEmitter().Emit(Definition.Plain().Input(new() { Targets = targets, Goals = [.. targets.Select(target => target.Name)] }));
        Assert.Equal("DEF209 .github/workflows/credit.yml: GitHub Actions runs at most 256 jobs of a workflow (found 500 jobs). Join targets, give them fewer parts, or split the pipeline.", emission.Diagnostics[0].ToString());
    }

    /// <summary>What the definition's rules, and then the emitter, say against the text.</summary>
    private static string[] Refusals(string server, string place, string text)
    {
        try
        {
            return [.. Servers[server].Emit(Places[place](text)).Diagnostics.Select(finding => finding.ToString())];
        }
        catch (DefinitionException exception)
        {
            return [.. exception.Findings.Select(finding => finding.ToString())];
        }
    }

    private static ImmutableArray<string> Read(WorkflowMeasure measure) => measure.Differences(measure.Text);

    private static ImmutableArray<string> Read(JenkinsfileMeasure measure) => measure.Differences(measure.Text);

    private static EmitterInput Delivered(Func<EnvironmentBuilder, EnvironmentBuilder> staging, string registry = "ghcr.io/acme/models") => new Definition("fraud", to => to
            .Push(push => push.Registry(registry))
            .Deploy(deploy => deploy.Environment("staging", environment => staging(environment.Hosts("stage-1"))))
            .GitHubActions()
            .Jenkins()
            .Ansible(ansible => ansible))
        .Input(Graphs.Delivered("fraud"));

    private static EmitterInput With(Func<TargetGraph, TargetGraph> change) => Definition.Plain().Input(change(Graphs.Life("credit")));

    private static EmitterInput WithTrain(Func<GraphTarget, GraphTarget> change) => With(graph => graph with
    {
        Targets = [.. graph.Targets.Select(target => target.Name == "Train" ? change(target) : target)],
    });

    private static EmitterInput WithParameter(Func<GraphParameter, GraphParameter> change)
    {
        var parameter = change(new GraphParameter { Name = "option" });
        return With(graph => graph with
        {
            Parameters = graph.Parameters.Add(parameter),
            Targets = [.. graph.Targets.Select(target => target.Name == "Train" ? target with { Parameters = target.Parameters.Add(parameter.Name) } : target)],
        });
    }

    private static EmitterInput WithEnvironment(string name, string approver)
    {
        var definition = new Definition("fraud", to => to.Deploy(deploy => deploy.Environment(name, environment => environment.Approvers(approver))).GitHubActions().Jenkins());
        var graph = Graphs.Life("fraud");
        return definition.Input(graph with { Parameters = [.. graph.Parameters.Select(parameter => parameter.Name == GraphParameter.Environment ? parameter with { Kind = ParameterKind.Text, Values = [] } : parameter)] });
    }
}
