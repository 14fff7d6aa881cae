namespace MLOpsBuild.Emitters.Tests;

/// <summary>The Jenkinsfile of a pipeline, as people read it.</summary>
public sealed class JenkinsfileTests
{
    [Fact]
    public void A_plain_pipeline_gets_a_stage_a_target() => Approved.Holds("plain.Jenkinsfile", Jenkinsfiles.Text(Definition.Plain().Input()));

    [Fact]
    public void A_pipeline_that_uses_everything_gets_containers_parameters_secrets_approvals_locks_and_milestones() =>
        Approved.Holds("full.Jenkinsfile", Jenkinsfiles.Text(Definition.Full().Input(Graphs.Full("fraud"))));

    [Fact]
    public void A_pipeline_with_hosts_and_a_cluster_asks_with_the_plan_before_it_deploys() =>
        Approved.Holds("delivered.Jenkinsfile", JenkinsfileMeasure.Of("delivered").Text);

    [Fact]
    public void A_pipeline_with_hosts_and_a_cluster_gets_a_Jenkinsfile_for_what_people_do_by_hand() =>
        Approved.Holds("operations.Jenkinsfile", JenkinsfileMeasure.Of("operations").Text);

    [Fact]
    public void A_target_in_parts_gets_a_matrix() => Approved.Holds("parts.Jenkinsfile", JenkinsfileMeasure.Of("parts").Text);

    [Fact]
    public void A_pipeline_without_Jenkins_gets_no_file() =>
        Assert.Equal([], new JenkinsEmitter().Emit(new Definition("quiet", to => to).Input()).Files);

    [Fact]
    public void The_same_model_gives_the_same_bytes_under_every_culture()
    {
        var expected = Jenkinsfiles.Text(Definition.Full().Input(Graphs.Full("fraud")));
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("tr-TR");
            Assert.Equal(expected, Jenkinsfiles.Text(Definition.Full().Input(Graphs.Full("fraud"))));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
    }
}
