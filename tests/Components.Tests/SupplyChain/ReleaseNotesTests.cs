using System.Globalization;
using MLOpsBuild.Registry;
using MLOpsBuild.Targets.Testing;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Components.Tests;

/// <summary>What <c>ReleaseNotes</c> writes; the packages are pushed for real, and the commits are git's.</summary>
public sealed class ReleaseNotesTests : IDisposable
{
    private readonly BuildTestHost<SigningBuild> _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task A_release_is_compared_with_the_one_before_in_data_definition_code_and_metrics()
    {
        await GitAsync("init", "--quiet");
        var first = await CommitAsync("the first");
        await CommitAsync("Learn from <all> rows | `more`");
        var second = await CommitAsync("Learn faster");
        var before = await Pushed.PackageAsync(_host.Root, "churn", "one", bill: Bill("15", "rows of May", "4.6.0", 0.8), commit: first);
        var release = await Pushed.PackageAsync(_host.Root, "churn", "two", bill: Bill("31", "rows of June", "4.7.0", 0.8125), commit: second, definition: "second");
        var run = await RunAsync(0, "ReleaseNotes", "--pipeline", "churn");
        var file = await File.ReadAllTextAsync(_host.Root / "artifacts" / "churn" / "notes" / "0.1.1.md", TestContext.Current.CancellationToken);

        Assert.Contains(file, run.Output, StringComparison.Ordinal);
        Assert.Equal(
            $"""
            # churn 0.1.1

            `{release.Digest}`, made from the commit {second} with changes that were not committed at 1970-01-01 00:00 UTC. Compared with 0.1.0, `{before.Digest}`.

            ## Data

            | data set | 0.1.0 | 0.1.1 |
            |---|---|---|
            | rows.csv | {Digest.OfBytes("rows of May"u8).Hex} | {Digest.OfBytes("rows of June"u8).Hex} |

            ## Definition

            | parameter | 0.1.0 | 0.1.1 |
            |---|---|---|
            | Trainer.Leaves | 15 | 31 |

            ## Code

            - {second[..7]} Learn faster
            - {await GitAsync("rev-parse", "--short", "HEAD~1")} Learn from \<all\> rows \| \`more\`

            | package | 0.1.0 | 0.1.1 |
            |---|---|---|
            | LightGBM | 4.6.0 | 4.7.0 |

            ## Metrics

            | metric | 0.1.0 | 0.1.1 | change |
            |---|---|---|---|
            | auc | 0.8000 \[0.700, 0.900\] | 0.8125 \[0.700, 0.900\] | +0.0125 |

            ## Gates

            - passed: auc \>= 0.5

            """,
            file.Replace(await GitAsync("rev-parse", "--short", second), second[..7], StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_release_tells_its_metrics_and_what_is_not_known_is_said()
    {
        var package = await Pushed.PackageAsync(_host.Root, "churn", "one", bill: Bill("15", "rows", "4.7.0", 0.8));
        await RunAsync(0, "ReleaseNotes", "--pipeline", "churn");

        Assert.Equal(
            $"""
            # churn 0.1.0

            `{package.Digest}`, made from the commit {Pushed.Commit} with changes that were not committed at 1970-01-01 00:00 UTC. The first release.

            ## Metrics

            | metric | 0.1.0 |
            |---|---|
            | auc | 0.8000 \[0.700, 0.900\] |

            ## Gates

            - passed: auc \>= 0.5

            """,
            await NotesAsync("0.1.0"));
    }

    [Fact]
    public async Task The_champion_is_compared_with_unless_another_release_is_named()
    {
        var champion = await Pushed.PackageAsync(_host.Root, "churn", "one");
        await Pushed.PackageAsync(_host.Root, "churn", "two");
        await Pushed.PackageAsync(_host.Root, "churn", "three");
        await OciLayout.Open(_host.Root / ".mlops" / "registry").TagAsync("churn", Champion.Tag, champion, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("0.1.0", await SinceAsync());
        Assert.Equal("0.1.1", await SinceAsync("--since", "0.1.1"));
        Assert.Equal("nothing", await SinceAsync("--release", "champion"));
        Assert.Contains("--since: the registry has no churn:9.9.9. It has 0.1.0, 0.1.1, 0.1.2, champion.", (await RunAsync(2, "ReleaseNotes", "--pipeline", "churn", "--since", "9.9.9")).Error, StringComparison.Ordinal);

        async Task<string?> SinceAsync(params string[] more) => (await RunAsync(0, ["ReleaseNotes", "--pipeline", "churn", .. more])).Target("ReleaseNotes").SummaryInformation["since"];
    }

    [Fact]
    public async Task What_a_registry_says_is_a_commit_never_becomes_an_option_of_git()
    {
        await GitAsync("init", "--quiet");
        await CommitAsync("the first");
        var stolen = _host.Root / "stolen";
        await Pushed.PackageAsync(_host.Root, "churn", "one", commit: $"--output={stolen}");
        await Pushed.PackageAsync(_host.Root, "churn", "two", commit: $"--output={stolen}");
        await RunAsync(0, "ReleaseNotes", "--pipeline", "churn");

        Assert.Contains("The commits between are not known here.", await NotesAsync("0.1.1"), StringComparison.Ordinal);
        Assert.False(File.Exists(stolen) || File.Exists(stolen + $"..--output={stolen}"));
    }

    private static byte[] Bill(string leaves, string rows, string lightGbm, double auc) => new BillOfMaterials
    {
        Pipeline = "churn",
        Package = Digest.OfBytes("a package"u8),
        Version = "0.1.0",
        Timestamp = DateTimeOffset.UnixEpoch,
        ToolVersion = "0.1.0",
        Files = [],
        Data = new("rows.csv", Digest.OfBytes(System.Text.Encoding.UTF8.GetBytes(rows))),
        Server = new("Server", "1.0.0", [new("LightGBM", lightGbm, "", [], [])], []),
        Card = new() { Task = "binary-classification", Architecture = "LightGBM", Parameters = Annotation.Of("Trainer.Leaves", leaves), Metrics = [new("auc", auc) { Interval = (0.7, 0.9) }] },
    }.ToBytes();

    private Task<string> NotesAsync(string version) => File.ReadAllTextAsync(_host.Root / "artifacts" / "churn" / "notes" / (version + ".md"), TestContext.Current.CancellationToken);

    private async Task<string> CommitAsync(string message)
    {
        await GitAsync("commit", "--quiet", "--allow-empty", "--message", message);
        return await GitAsync("rev-parse", "HEAD");
    }

    private async Task<string> GitAsync(params string[] arguments) =>
        (await Shell.RunAsync(Services.Require("git"), ["-C", _host.Root, "-c", "user.name=test", "-c", "user.email=test@example.com", .. arguments])).Trim();

    private async Task<BuildTestResult> RunAsync(int code, params string[] arguments)
    {
        var run = await _host.Run(arguments);
        Assert.True(run.ExitCode == code, string.Create(CultureInfo.InvariantCulture, $"expected {code}, got {run.ExitCode}:\n{run.Output}{run.Error}"));
        return run;
    }
}
