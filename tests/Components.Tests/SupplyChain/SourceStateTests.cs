using MLOpsBuild.Testing;

namespace MLOpsBuild.Components.Tests;

public sealed class SourceStateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_checkout_tells_its_commit_where_it_is_from_and_whether_it_was_changed()
    {
        await GitAsync("init", "--quiet");
        Assert.Null(await FindAsync());

        await File.WriteAllTextAsync(_folder.File("a.txt"), "a", TestContext.Current.CancellationToken);
        await GitAsync("add", ".");
        await GitAsync("-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "--quiet", "--message", "first");
        var commit = (await GitAsync("rev-parse", "HEAD")).Trim();
        Assert.Equal(new SourceState(commit, Dirty: false, Uri: null), await FindAsync());

        await GitAsync("remote", "add", "origin", "https://token@git.example/acme/models.git");
        await File.WriteAllTextAsync(_folder.File("b.txt"), "b", TestContext.Current.CancellationToken);
        Assert.Equal(new SourceState(commit, Dirty: true, "git+https://git.example/acme/models.git"), await FindAsync());
    }

    [Fact]
    public async Task A_folder_that_is_no_repository_tells_nothing() => Assert.Null(await FindAsync());

    private Task<SourceState?> FindAsync() => SourceState.FindAsync(_folder.Path, TestContext.Current.CancellationToken);

    private Task<string> GitAsync(params string[] arguments) => Shell.RunAsync(Services.Require("git"), ["-C", _folder.Path, .. arguments]);
}
