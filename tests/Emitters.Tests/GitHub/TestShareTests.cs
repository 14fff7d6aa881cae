using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>The parts in which a CI server runs the tests of this repository.</summary>
public sealed class TestShareTests
{
    private static readonly string[] Projects = TestShare.Projects(Repository.File("tests"));

    [Fact]
    public void Each_project_of_the_solution_runs_in_one_part_and_no_part_is_idle()
    {
        var shares = TestShare.Of(Projects);
        Assert.Equal(TestShare.Parts, shares.Count);
        Assert.DoesNotContain(shares, share => share.Count == 0);
        Assert.Equal(Projects, shares.SelectMany(share => share).Order(StringComparer.Ordinal));
        Assert.Equal(
            File.ReadAllLines(Repository.File("MLOpsBuild.sln")).Where(line => line.Contains(".Tests.csproj\"", StringComparison.Ordinal)).Select(line => line.Split('"')[5].Split('\\')[^1]).Order(StringComparer.Ordinal),
            Projects.Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Any_number_of_projects_is_dealt_out_whole_and_evenly()
    {
        for (var count = 0; count < 20; count++)
        {
            string[] projects = [.. Enumerable.Range(0, count).Select(i => FormattableString.Invariant($"tests/P{i:00}.Tests/P{i:00}.Tests.csproj"))];
            var shares = TestShare.Of(projects);
            Assert.Equal(projects, shares.SelectMany(share => share).Order(StringComparer.Ordinal));
            Assert.InRange(shares.Max(share => share.Count) - shares.Min(share => share.Count), 0, 1);
        }
    }

    [Fact]
    public void The_workflow_runs_as_many_parts_as_there_are()
    {
        var test = new WorkflowReader().Read(File.ReadAllText(Repository.File(".github", "workflows", "ci.yml"))).Jobs.Single(job => job.Id == "test");
        Assert.Equal(TestShare.Parts, test.Parts);
        Assert.Equal($".ci/run --partition \"$PARTITION/{TestShare.Parts}\"", Assert.Single(test.Steps, step => step.Kind == CiStepKind.Command).Subject);
        Assert.Equal("test-results-${{ matrix.partition }}", Assert.Single(test.Steps, step => step.Kind == CiStepKind.Leave).Subject);
    }
}
