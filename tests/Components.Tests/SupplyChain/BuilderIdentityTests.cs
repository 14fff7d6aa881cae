namespace MLOpsBuild.Components.Tests;

public sealed class BuilderIdentityTests
{
    [Fact]
    public void On_GitHub_Actions_the_builder_is_the_workflow_and_the_run_has_its_attempt() => Assert.Equal(
        new("https://github.com/acme/models/.github/workflows/fraud.yml@refs/heads/main", "https://github.com/acme/models/actions/runs/42/attempts/2"),
        Of(
            ("GITHUB_ACTIONS", "true"), ("GITHUB_SERVER_URL", "https://github.com"), ("GITHUB_REPOSITORY", "acme/models"),
            ("GITHUB_WORKFLOW_REF", "acme/models/.github/workflows/fraud.yml@refs/heads/main"), ("GITHUB_RUN_ID", "42"), ("GITHUB_RUN_ATTEMPT", "2")));

    [Fact]
    public void On_Jenkins_the_builder_is_the_server_without_what_its_address_should_not_hold() => Assert.Equal(
        new("https://ci.example/", "https://ci.example/job/fraud/7/"),
        Of(("JENKINS_URL", "https://user:secret@ci.example/"), ("BUILD_URL", "https://user:secret@ci.example/job/fraud/7/")));

    [Fact]
    public void On_a_persons_machine_nothing_tells_which_and_each_run_is_another()
    {
        var (first, second) = (Of(), Of());

        Assert.Equal(BuilderIdentity.Local, first.Builder);
        Assert.Matches("^urn:uuid:[0-9a-f-]{36}$", first.Invocation);
        Assert.NotEqual(first.Invocation, second.Invocation);
    }

    private static BuilderIdentity Of(params (string Name, string Value)[] variables) =>
        BuilderIdentity.Of(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
