using MLOpsBuild.Testing;

namespace MLOpsBuild.Components.Tests;

public sealed class SourceVersionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _commits;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_highest_tag_of_the_pipeline_and_the_commits_since_make_the_version()
    {
        await GitAsync("init", "--quiet");
        Assert.Null(await FindAsync());
        await CommitAsync();
        Assert.Null(await FindAsync());

        await GitAsync("tag", "fraud/v0.9.0");
        await GitAsync("tag", "fraud/v0.10.0");
        await GitAsync("tag", "churn/v7.0.0");
        await GitAsync("tag", "v8.0.0");
        await GitAsync("tag", "fraud/v9.0.0-rc.1");
        await GitAsync("tag", "fraud/v9.0");
        await GitAsync("tag", "fraud/v09.0.0");
        Assert.Equal("0.10.0", await FindAsync());

        await CommitAsync();
        await CommitAsync();
        Assert.Equal("0.10.2", await FindAsync());
        await GitAsync("tag", "-a", "fraud/v1.2.3", "-m", "annotated");
        Assert.Equal("1.2.3", await FindAsync());
    }

    [Fact]
    public async Task A_tag_on_another_branch_does_not_count()
    {
        await GitAsync("init", "--quiet", "--initial-branch", "main");
        await CommitAsync();
        await GitAsync("tag", "fraud/v1.0.0");
        await GitAsync("switch", "--quiet", "--create", "next");
        await CommitAsync();
        await GitAsync("tag", "fraud/v2.0.0");
        Assert.Equal("2.0.0", await FindAsync());

        await GitAsync("switch", "--quiet", "main");
        await CommitAsync();
        Assert.Equal("1.0.1", await FindAsync());
    }

    [Fact]
    public async Task A_folder_that_is_no_repository_proposes_nothing() => Assert.Null(await FindAsync());

    private Task<string?> FindAsync() => SourceVersion.FindAsync(_folder.Path, "fraud", TestContext.Current.CancellationToken);

    private Task<string> CommitAsync() => GitAsync("commit", "--quiet", "--allow-empty", "--message", $"change {_commits++}"); // two that say the same in one second would be one

    private Task<string> GitAsync(params string[] arguments) =>
        Shell.RunAsync(Services.Require("git"), ["-C", _folder.Path, "-c", "user.name=test", "-c", "user.email=test@example.com", .. arguments]);
}
