using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>Workflows that we did not write are read, and what the graph cannot express is named.</summary>
public sealed class ForeignWorkflowTests
{
    [Fact]
    public void A_librarys_workflow_is_read()
    {
        var graph = Read("library.yml");
        Assert.Equal(["a push to main", "a push to *.x", "a pull request"], graph.Triggers);
        Assert.Equal("1", graph.Settings["env.FORCE_COLOR"]);
        Assert.Equal(["versions", "tests", "typing"], graph.Jobs.Select(job => job.Id));
        Assert.Equal(["versions"], graph.Jobs[1].Needs);
        Assert.Equal((CiStepKind.Leave, "logs-${{ matrix.python }}", "failure()"), (graph.Jobs[1].Steps[3].Kind, graph.Jobs[1].Steps[3].Subject, graph.Jobs[1].Steps[3].Condition));
        Assert.Equal("actions/setup-python@v5", graph.Jobs[2].Steps[0].Subject);
        Assert.Equal(
            [
                "`on.push.paths-ignore` narrows what starts the file",
                "`on.pull_request.paths-ignore` narrows what starts the file",
                "job `tests`: `strategy` makes several jobs of one",
                "job `tests`: `services` starts services beside the job",
                "job `tests`: the script `tox run -e ${{ matrix.python }}` holds an expression",
            ],
            graph.NotExpressed);
    }

    [Fact]
    public void A_releases_workflow_is_read()
    {
        var graph = Read("release.yml");
        Assert.Equal(["the event `release`", "the event `workflow_run`", "the event `repository_dispatch`"], graph.Triggers);
        var publish = graph.Jobs[1];
        Assert.Equal("github.event_name == 'release' && !github.event.release.prerelease", publish.Condition);
        Assert.Equal("pypi", publish.Environment);
        Assert.Equal("https://example.org/p", publish.Settings["environment.url"]);
        Assert.Equal("publishers", publish.Settings["runs-on.group"]);
        Assert.Equal("write", publish.Settings["permissions.id-token"]);
        Assert.Equal((CiStepKind.Receive, "dist-*"), (publish.Steps[0].Kind, publish.Steps[0].Subject));
        Assert.Equal("twine upload dist/*", publish.Steps[1].Subject);
        Assert.Equal(new Dictionary<string, string> { ["TOKEN"] = "PYPI_TOKEN", ["LABEL"] = "PYPI_TOKEN" }, publish.Steps[1].Secrets.ToDictionary());
        Assert.Equal(
            [
                "`on.release.types` narrows what starts the file",
                "`on.workflow_run.workflows` narrows what starts the file",
                "`on.workflow_run.types` narrows what starts the file",
                "`on.repository_dispatch.types` narrows what starts the file",
                "job `build`: `uses` calls another workflow",
                "job `publish`: `container` runs the job in a container",
            ],
            graph.NotExpressed);
    }

    [Fact]
    public void The_shortest_workflow_is_read()
    {
        var graph = Read("short.yaml");
        Assert.Equal(["a push to any branch", "a pull request"], graph.Triggers);
        Assert.Equal("make", Assert.Single(Assert.Single(graph.Jobs).Steps).Subject);
        Assert.Equal([], graph.NotExpressed);
    }

    private static CiGraph Read(string name) =>
        new WorkflowReader().Read(File.ReadAllText(Repository.File("tests", "Emitters.Tests", "Foreign", name)));
}
