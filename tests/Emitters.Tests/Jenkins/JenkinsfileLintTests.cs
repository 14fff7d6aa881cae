using CliWrap;
using CliWrap.Buffered;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>npm-groovy-lint finds nothing to say about generated Jenkinsfiles. Three rules are off, since a declarative pipeline has no constants, so that stages repeat texts, numbers and arguments; and a line may be longer, since a command is not cut.</summary>
public sealed class JenkinsfileLintTests
{
    [Fact]
    public async Task The_linter_has_nothing_to_say()
    {
        var node = Services.Require("node");
        Services.Require("java");
        var linter = Repository.File("tests", "Validators", "node_modules", "npm-groovy-lint", "lib", "index.js");
        Assert.SkipUnless(File.Exists(linter), "npm-groovy-lint is not installed; run 'npm ci --prefix tests/Validators'.");
        using var folder = new TemporaryFolder();
        (string Name, string Text)[] files =
        [
            ("plain", Jenkinsfiles.Text(Definition.Plain().Input())),
            ("full", Jenkinsfiles.Text(Definition.Full().Input(Graphs.Full("fraud")))),
            ("delivered", JenkinsfileMeasure.Of("delivered").Text),
            ("parts", JenkinsfileMeasure.Of("parts").Text),
            ("operations", JenkinsfileMeasure.Of("operations").Text),
            .. Directory.EnumerateFiles(Repository.File("pipelines"), "Jenkinsfile", SearchOption.AllDirectories).Select(path => (Path.GetFileName(Path.GetDirectoryName(path))!, File.ReadAllText(path))),
        ];
        foreach (var (name, text) in files)
        {
            Directory.CreateDirectory(folder.File(name));
            await File.WriteAllTextAsync(folder.File(name, "Jenkinsfile"), text, TestContext.Current.CancellationToken);
        }

        var result = await Cli.Wrap(node)
            .WithArguments([linter, "--path", folder.Path, "--config", Repository.File("tests", "Validators", "groovylintrc.json"), "--failon", "info", "--noserver", "--output", "txt"])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        Assert.True(result.ExitCode == 0, result.StandardOutput + result.StandardError);
        Assert.Contains($"results in {files.Length} linted files", System.Text.RegularExpressions.Regex.Replace(result.StandardOutput, "\u001b\\[[0-9;]*m", ""), StringComparison.Ordinal);
    }
}
