namespace MLOpsBuild.Emitters.Tests;

/// <summary>The workflow of a pipeline, as people read it.</summary>
public sealed class WorkflowTests
{
    private static readonly GitHubActionsEmitter Emitter = new();

    [Fact]
    public void A_plain_pipeline_gets_a_job_a_stage() => Approved.Holds("plain.workflow.yml", Text(Definition.Plain().Input()));

    [Fact]
    public void A_pipeline_that_uses_everything_gets_inputs_secrets_environments_and_a_check_of_reviewers() =>
        Approved.Holds("full.workflow.yml", Text(Definition.Full().Input(Graphs.Full("fraud"))));

    [Fact]
    public void A_pipeline_with_hosts_and_a_cluster_gets_plans_that_bind_its_deployments() =>
        Approved.Holds("delivered.workflow.yml", WorkflowMeasure.Of("delivered").Text);

    [Fact]
    public void A_pipeline_with_hosts_and_a_cluster_gets_a_workflow_for_what_people_do_by_hand() =>
        Approved.Holds("operations.workflow.yml", WorkflowMeasure.Of("operations").Text);

    [Fact]
    public void A_target_in_parts_gets_a_matrix() => Approved.Holds("parts.workflow.yml", WorkflowMeasure.Of("parts").Text);

    [Fact]
    public void A_pipeline_without_GitHub_Actions_gets_no_file() =>
        Assert.Equal([], Emitter.Emit(new Definition("quiet", to => to).Input()).Files);

    [Fact]
    public void The_same_model_gives_the_same_bytes_under_every_culture()
    {
        var expected = Text(Definition.Full().Input(Graphs.Full("fraud")));
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("tr-TR");
            Assert.Equal(expected, Text(Definition.Full().Input(Graphs.Full("fraud"))));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
    }

    private static string Text(EmitterInput input)
    {
        var emission = Emitter.Emit(input);
        Assert.Equal([], emission.Diagnostics);
        return Assert.Single(emission.Files).Text;
    }
}
