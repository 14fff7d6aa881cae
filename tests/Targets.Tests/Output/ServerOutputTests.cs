using System.Text.RegularExpressions;

namespace MLOpsBuild.Targets.Tests.Output;

public sealed partial class ServerOutputTests
{
    [Fact]
    public async Task On_GitHub_each_target_is_a_group_and_the_failure_an_annotation()
    {
        using var host = new BuildTestHost<Sample> { Variables = new Dictionary<string, string> { ["GITHUB_ACTIONS"] = "true" } };
        var result = await host.Run("Fails");
        Assert.Equal(
            """
            ::group::Works
            working
            ::endgroup::
            ::group::Fails
            ::endgroup::

            Target    Status        Duration
            ------------------------------------
            Works     succeeded    <time>
            Fails     failed    <time>
            ------------------------------------
            Total    <time>
            Failed.

            """,
            Times().Replace(result.Output, "    <time>"));
        Assert.Equal("::error title=Fails::gate auc: 99%25 of rows%0Asecond line\n", result.Error);
    }

    [Fact]
    public async Task On_Jenkins_lines_are_plain()
    {
        using var host = new BuildTestHost<Sample> { Variables = new Dictionary<string, string> { ["JENKINS_URL"] = "http://ci" } };
        var result = await host.Run("Fails");
        Assert.StartsWith("== Works\nworking\n== Fails\n\nTarget", result.Output);
        Assert.Equal("Fails failed: gate auc: 99% of rows\nsecond line\n", result.Error);
        Assert.DoesNotContain('\e', result.Output + result.Error);
    }

    [Fact]
    public async Task Quiet_shows_what_targets_print_and_what_failed()
    {
        using var host = new BuildTestHost<Sample>();
        Assert.Equal("working\n", (await host.Run("Works", "--verbosity", "quiet")).Output);
    }

    [GeneratedRegex(" +[0-9.]+ m?s$", RegexOptions.Multiline)]
    private static partial Regex Times();

    private sealed class Sample : NukeBuild
    {
        private Target Works => _ => _.Executes(() => Console.WriteLine("working"));

        private Target Fails => _ => _.DependsOn(Works).Executes(() => throw new TargetFailedException("gate auc: 99% of rows\nsecond line"));
    }
}
