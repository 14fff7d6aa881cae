using MLOpsBuild.Pipelines;
using MLOpsBuild.Registry;
using MLOpsBuild.Targets.Testing;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Components.Tests;

/// <summary><c>ReleaseNotes</c> of a definition that names a registry: what a machine finds there that has pushed nothing itself.</summary>
public sealed class RemoteNotesTests
{
    [Fact]
    public async Task The_registry_of_the_definition_is_asked_for_the_release_and_the_champion()
    {
        await using var registry = await DockerRegistry.StartAsync();
        using var elsewhere = new TemporaryFolder();
        var champion = await Pushed.PackageAsync(elsewhere.Path, "churn", "one");
        await Pushed.PackageAsync(elsewhere.Path, "churn", "two");
        var release = await Pushed.PackageAsync(elsewhere.Path, "churn", "three");
        await ShareAsync(elsewhere, registry, champion, "0.1.0", "0.1.1", "0.1.2");

        using var host = new BuildTestHost<NotingBuild> { Prepare = build => build.Registry = $"{registry.Host}/models" };
        var run = await host.Run("ReleaseNotes");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Equal("0.1.0", run.Target("ReleaseNotes").SummaryInformation["since"]);
        Assert.Contains($"# churn 0.1.2\n\n`{release.Digest}`, made from the commit {Pushed.Commit} with changes that were not committed at 1970-01-01 00:00 UTC. Compared with 0.1.0, `{champion.Digest}`.\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("- passed: auc \\>= 0.5\n", run.Output, StringComparison.Ordinal);
        Assert.Equal("0.1.1", (await host.Run("ReleaseNotes", "--since", "0.1.1")).Target("ReleaseNotes").SummaryInformation["since"]);

        await registry.StopAsync();
        var alone = await host.Run("ReleaseNotes");
        Assert.Equal(3, alone.ExitCode);
        Assert.Contains(registry.Host, alone.Error, StringComparison.Ordinal);
    }

    private static async Task ShareAsync(TemporaryFolder elsewhere, DockerRegistry registry, Descriptor champion, params string[] versions)
    {
        var source = OciLayout.Open(elsewhere.File(".mlops", "registry"));
        using var remote = RemoteRegistry.Connect($"{registry.Host}/models");
        foreach (var version in versions)
            await remote.PushAsync(source, $"churn:{version}", "churn", version, cancellationToken: TestContext.Current.CancellationToken);
        await remote.TagAsync("churn", Champion.Tag, champion, cancellationToken: TestContext.Current.CancellationToken);
    }

    /// <summary>A build whose packages are in a registry outside.</summary>
    internal sealed class NotingBuild : Targets.NukeBuild, IPush, IReleaseNotes
    {
        public string Registry { get; set; } = "";

        public IReadOnlyList<MLPipeline> Pipelines => [new OneColumn("churn", to => to.Push(push => push.Registry(Registry)))];
    }
}
