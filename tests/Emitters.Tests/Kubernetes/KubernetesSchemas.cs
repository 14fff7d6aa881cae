using CliWrap;
using CliWrap.Buffered;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>The JSON schemas and declared types of Kubernetes' objects, by kubernetes-models.</summary>
internal static class KubernetesSchemas
{
    /// <summary>What is wrong with rendered objects, one line a problem, without the file's name; empty when nothing is.</summary>
    public static async Task<string> ProblemsAsync(string rendered)
    {
        var node = Services.Require("node");
        var validators = Repository.File("tests", "Validators");
        Assert.SkipUnless(Directory.Exists(Path.Combine(validators, "node_modules")), "the validators are not installed; run npm ci --prefix tests/Validators to run this test.");
        using var folder = new TemporaryFolder();
        var file = folder.File("rendered.yaml");
        await File.WriteAllTextAsync(file, rendered, TestContext.Current.CancellationToken);
        var run = await Cli.Wrap(node).WithArguments([Path.Combine(validators, "validate-kubernetes.mjs"), file]).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, run.StandardError);
        return run.StandardOutput.Replace(file + ": ", "", StringComparison.Ordinal);
    }
}
