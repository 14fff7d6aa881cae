using CliWrap;
using CliWrap.Buffered;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>Manifests as <c>kubectl kustomize</c> renders them.</summary>
internal static class Kubectl
{
    /// <summary>The rendered objects of a folder of emitted files, such as <c>base</c>.</summary>
    public static async Task<string> RenderAsync(ImmutableArray<EmittedFile> files, string part)
    {
        var kubectl = Find();
        using var folder = new TemporaryFolder();
        new OutputFolder(folder.Path).Write(Emission.Of(files));
        return await RenderAsync(kubectl, System.IO.Path.Combine(folder.Path, System.IO.Path.GetDirectoryName(files[0].Path)!, "..", part));
    }

    /// <summary>The rendered objects of a kustomization.</summary>
    public static async Task<string> RenderAsync(string kubectl, string folder)
    {
        var run = await Cli.Wrap(kubectl).WithArguments(["kustomize", folder]).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, run.StandardError);
        Assert.Equal("", run.StandardError);
        return run.StandardOutput;
    }

    /// <summary>Skips the test where it is not installed.</summary>
    public static string Find()
    {
        Assert.SkipWhen(Services.Find("kubectl") is null, "'kubectl' is not on the PATH; install it (Debian: apt-get install kubernetes-client) to run this test.");
        return Services.Require("kubectl");
    }
}
