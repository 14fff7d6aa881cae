using CliWrap;
using CliWrap.Buffered;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>Linters with hadolint's rules have nothing to say against generated Dockerfiles.</summary>
public sealed class DockerfileLintTests
{
    [Fact]
    public async Task The_Dockerfiles_of_this_repository_pass() => Assert.Equal("", await LintAsync(
    [
        Repository.File("tests", "Emitters.Tests", "Approved", "fraud.Dockerfile"),
        .. Directory.GetFiles(Repository.File("pipelines"), "Dockerfile", SearchOption.AllDirectories),
    ]));

    [Theory]
    [InlineData("SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\n", "", "dockerlinter: /ER0001/ ")] // hadolint's DL4006
    [InlineData("WORKDIR /package", "WORKDIR package", ":7: dockerlinter: /EW0001/ ")] // DL3000
    [InlineData("USER 10001:10001", "USER root", "dockerlinter: /EU0001/ ")] // DL3002
    [InlineData("FROM ${BASE} AS model", "FROM debian:latest AS model", ":4: dockerlinter: /EF0003/ ")] // DL3007
    [InlineData("EXPOSE 8080", "EXPOSE 80800", "dockerlinter: /EE0001/ ")] // DL3011
    [InlineData("WORKDIR /app", "WORKDRI /app", "dockerfile-utils: Unknown instruction: WORKDRI")]
    [InlineData("echo \"$layer  ", "echo $layer \"", ":9: shellcheck: note: Double quote to prevent globbing and word splitting. [SC2086]")]
    [InlineData("--release \\\"$RELEASE\\\"", "--release $RELEASE", "shellcheck: note: Double quote to prevent globbing and word splitting. [SC2086]")]
    public async Task A_mistake_is_told_by_the_one_that_knows_it(string before, string after, string expected)
    {
        using var folder = new TemporaryFolder();
        var text = await File.ReadAllTextAsync(Repository.File("tests", "Emitters.Tests", "Approved", "fraud.Dockerfile"), TestContext.Current.CancellationToken);
        Assert.Contains(before, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.File("Dockerfile"), text.Replace(before, after, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Contains(expected, await LintAsync([folder.File("Dockerfile")]), StringComparison.Ordinal);
    }

    private static async Task<string> LintAsync(string[] files)
    {
        var node = Services.Require("node");
        Services.Require("shellcheck");
        var validators = Repository.File("tests", "Validators");
        Assert.SkipUnless(Directory.Exists(Path.Combine(validators, "node_modules", "dockerlinter")), "the validators are not installed; run npm ci --prefix tests/Validators to run this test.");
        var run = await Cli.Wrap(node).WithArguments([Path.Combine(validators, "lint-dockerfiles.mjs"), .. files]).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, run.StandardError);
        return run.StandardOutput;
    }
}
