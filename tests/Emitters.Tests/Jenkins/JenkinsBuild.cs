using System.Text.Json;
using System.Text.Json.Nodes;
using CliWrap;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>A build of a Jenkinsfile by the small controller in Dsl/, whose steps run for real.</summary>
internal sealed class JenkinsBuild
{
    /// <summary>Branch, change request and the like, by variable.</summary>
    public Dictionary<string, string> Environment { get; init; } = new() { ["BRANCH_NAME"] = "main", ["BRANCH_IS_PRIMARY"] = "true" };

    /// <summary>What people gave, by parameter.</summary>
    public Dictionary<string, string> Parameters { get; init; } = [];

    /// <summary>Secrets by the id of their credentials.</summary>
    public Dictionary<string, string> Credentials { get; init; } = [];

    /// <summary>What people answer, by the stage that asks.</summary>
    public Dictionary<string, Answer> Answers { get; init; } = [];

    /// <summary>Steps of plugins beyond the suggested ones.</summary>
    public string[] Plugins { get; init; } = [];

    /// <summary>What started it.</summary>
    public string Cause { get; init; } = "BranchEventCause";

    /// <summary>Whether all stages share one workspace, as on a controller with one agent; else each starts in a new one.</summary>
    public bool KeepsWorkspace { get; init; }

    /// <summary>What the controller told, in order.</summary>
    public JsonNode[] Events { get; private set; } = [];

    /// <summary>Jenkins' verdict.</summary>
    public string Result => (string)Events[^1]["result"]!;

    /// <summary>The stages that worked to their end, in order.</summary>
    public IEnumerable<string> Done => Stages("done");

    /// <summary>The events of one kind of step.</summary>
    public IEnumerable<JsonNode> Steps(string step) => Events.Where(told => (string)told["step"]! == step);

    /// <summary>The stages of which this was told.</summary>
    public IEnumerable<string> Stages(string step) => Steps(step).Select(told => (string)told["stage"]!);

    /// <summary>Runs builds of one Jenkinsfile of one repository, each in a folder of its own: <c>0</c>, <c>1</c> and so on.</summary>
    public static async Task RunAsync(TemporaryFolder folder, string jenkinsfile, string repository, params JenkinsBuild[] builds)
    {
        var script = folder.File("Jenkinsfile");
        await File.WriteAllTextAsync(script, jenkinsfile, TestContext.Current.CancellationToken);
        var files = builds.Select((build, i) => build.Write(folder, i, script, repository)).ToArray();
        await Groovy.RunAsync([Repository.File("tests", "Emitters.Tests", "Jenkins", "Dsl", "run.groovy"), .. files]);
        for (var i = 0; i < builds.Length; i++)
            builds[i].Events = [.. File.ReadLines(Work(folder, i, "events")).Select(line => JsonNode.Parse(line)!)];
    }

    /// <summary>A path in the folder of a build.</summary>
    public static string Work(TemporaryFolder folder, int build, params string[] parts) => folder.File([build.ToString(System.Globalization.CultureInfo.InvariantCulture), .. parts]);

    /// <summary>A repository with these files, committed.</summary>
    public static async Task<string> CommitAsync(TemporaryFolder folder, params (string Name, string Text)[] files)
    {
        var repository = folder.File("repository");
        Directory.CreateDirectory(repository);
        foreach (var (name, text) in files)
        {
            await File.WriteAllTextAsync(Path.Combine(repository, name), text);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(Path.Combine(repository, name), (UnixFileMode)0b111_101_101);
        }

        foreach (var arguments in new string[][] { ["init", "-q"], ["add", "."], ["-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "-qm", "All"] })
            await Cli.Wrap(Services.Require("git")).WithWorkingDirectory(repository).WithArguments(arguments).ExecuteAsync(TestContext.Current.CancellationToken);
        return repository;
    }

    private string Write(TemporaryFolder folder, int number, string script, string repository)
    {
        Directory.CreateDirectory(Work(folder, number, "calls"));
        var file = Work(folder, number, "build.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new
        {
            jenkinsfile = script,
            repository,
            work = Work(folder, number),
            events = Work(folder, number, "events"),
            environment = Environment.Append(new("CALLS", Work(folder, number, "calls"))).ToDictionary(),
            parameters = Parameters,
            credentials = Credentials,
            answers = Answers.ToDictionary(answer => answer.Key, answer => new { user = answer.Value.User, yes = answer.Value.Yes }),
            plugins = Plugins,
            cause = Cause,
            keepsWorkspace = KeepsWorkspace,
        }));
        return file;
    }

    /// <summary>What somebody answers.</summary>
    internal sealed record Answer(string User, bool Yes);
}
