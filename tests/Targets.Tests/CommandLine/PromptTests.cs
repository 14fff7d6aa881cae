namespace MLOpsBuild.Targets.Tests.CommandLine;

public sealed class PromptTests
{
    [Fact]
    public async Task A_person_at_a_terminal_is_asked_for_what_is_missing()
    {
        using var host = new BuildTestHost<Asking> { Input = "many\n3\n" };
        var result = await host.Run("Work");
        Assert.Equal("how many (--count): T104 The answer is 'many', but must be a whole number.\nhow many (--count): ", result.Error);
        Assert.Contains("count 3\n", result.Output);
    }

    [Fact]
    public async Task A_person_who_answers_nothing_is_told()
    {
        using var host = new BuildTestHost<Asking> { Input = "\n" };
        var result = await host.Run("Work");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("T108 Target Work requires Count", result.Error);
    }

    [Fact]
    public async Task On_a_server_nobody_is_asked()
    {
        using var host = new BuildTestHost<Asking> { Input = "3\n", Variables = new Dictionary<string, string> { ["JENKINS_URL"] = "http://ci" } };
        var result = await host.Run("Work");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("T108 Target Work requires Count", result.Error);
    }

    private sealed class Asking : NukeBuild
    {
        [Parameter("how many")]
        private int? Count { get; init; }

        private Target Work => _ => _.Requires(() => Count).Executes(() => Console.WriteLine($"count {Count}"));
    }
}
