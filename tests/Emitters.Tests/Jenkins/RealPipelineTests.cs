using System.Text.Json.Nodes;
using CliWrap;
using CliWrap.Buffered;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>The Jenkinsfile of a shipped pipeline is run on this repository, and comes to what <c>build.sh</c> comes to.</summary>
public sealed class RealPipelineTests
{
    private const string Pipeline = "credit-scoring";

    [Fact]
    public async Task Jenkins_makes_the_model_that_build_sh_makes()
    {
        using var folder = new TemporaryFolder();
        var repository = await RealRepository.CommitAsync(folder);
        var plain = folder.File("plain");
        await RealRepository.CloneAsync(repository, plain, Repository.Root);
        var run = await Cli.Wrap(Path.Combine(plain, "build.sh")).WithWorkingDirectory(plain)
            .WithArguments(["Push", "--pipeline", Pipeline])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, run.StandardOutput + run.StandardError);

        var build = new JenkinsBuild { KeepsWorkspace = true };
        Directory.CreateDirectory(JenkinsBuild.Work(folder, 0, "agent"));
        await RealRepository.CloneAsync(repository, JenkinsBuild.Work(folder, 0, "agent", "workspace"), plain);
        await JenkinsBuild.RunAsync(folder, await File.ReadAllTextAsync(Repository.File("pipelines", Pipeline, "Jenkinsfile"), TestContext.Current.CancellationToken), repository, build);

        Assert.True(build.Result == "SUCCESS", string.Join('\n', build.Steps("sh").Select(told => (string)told["output"]!)));
        Assert.Equal(["Prepare", "Train", "Test", "Validate", "Package", "Push"], build.Done);
        Assert.Equal(Digest(plain), Digest(JenkinsBuild.Work(folder, 0, "archive")));
        Assert.True((int)Assert.Single(build.Steps("junit"))["cases"]! > 0);
    }

    /// <summary>The digest of the package that was pushed.</summary>
    private static string Digest(string root) =>
        (string)JsonNode.Parse(File.ReadAllText(Path.Combine(root, "artifacts", Pipeline, "push", "push.json")))!["digest"]!;
}
