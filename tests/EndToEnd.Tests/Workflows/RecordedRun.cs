using System.Collections.Immutable;
using System.Text.Json;
using MLOpsBuild.Testing;

namespace MLOpsBuild.EndToEnd.Tests.Workflows;

/// <summary>A run of a workflow whose <c>build.sh</c> records, on a GitHub that answers what it is told to.</summary>
internal sealed class RecordedRun : IDisposable
{
    private static readonly string[] Asked = ["production", "cloud"];
    private readonly TemporaryFolder _folder = new("mlops recorded run");
    private readonly List<KeyValuePair<string, IReadOnlyDictionary<string, string>>> _used = [];

    public RecordedRun()
    {
        Directory.CreateDirectory(_folder.File("bin"));
        Directory.CreateDirectory(_folder.File("answers"));
        Directory.CreateDirectory(_folder.File("calls"));
        File.Copy(Repository.File("tests", "EndToEnd.Tests", "Workflows", "fake-gh.sh"), _folder.File("bin", "gh"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.File("bin", "gh"), (UnixFileMode)0b111_101_101);
        foreach (var environment in Asked)
            Answer($"repos/acme/models/environments/{environment}", """{ "protection_rules": [{ "type": "wait_timer" }, { "type": "required_reviewers" }] }""");
        Approved([("approved", "ada", "production"), ("approved", "ada", "cloud")]);
    }

    /// <summary>What the build was called with.</summary>
    public RecordingBuild Build => new(_folder.File("calls"));

    /// <summary>What actions that only GitHub can run were given.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyDictionary<string, string>>> Used => _used;

    /// <summary>The secrets of the repository and its environments.</summary>
    public Dictionary<string, object?> Secrets { get; } = new()
    {
        ["STAGING_SSH_KEY"] = "-----BEGIN KEY-----\nstaging $HOME `id`\n-----END KEY-----",
        ["PRODUCTION_SSH_KEY"] = "production key",
        ["PRODUCTION_KNOWN_HOSTS"] = "prod-1 ssh-ed25519 AAAA",
        ["PRODUCTION_SUDO"] = "production 'password'",
        ["CLOUD_KUBECONFIG"] = "apiVersion: v1",
    };

    /// <summary>What people give.</summary>
    public Dictionary<string, object?> Inputs { get; } = new() { ["release"] = "" };

    /// <summary>The target that fails; none by default.</summary>
    public string Fails { get; set; } = "";

    /// <summary>The environments whose deployments people reject.</summary>
    public HashSet<string> Rejected { get; } = [];

    /// <summary>Who approved or rejected what, as GitHub tells of the run.</summary>
    public void Approved(params (string State, string User, string Environment)[] reviews) =>
        Answer("repos/acme/models/actions/runs/42/approvals", JsonSerializer.Serialize(reviews.Select(review => new
        {
            state = review.State,
            user = new { login = review.User },
            environments = new[] { new { name = review.Environment } },
        })));

    /// <summary>Takes the reviewers of an environment away.</summary>
    public void WithoutReviewers(string environment) => Answer($"repos/acme/models/environments/{environment}", """{ "protection_rules": [] }""");

    /// <summary>Runs an approved workflow to its end.</summary>
    public async Task<ImmutableArray<JobRun>> RunAsync(string workflow, string started = "push") => await WorkflowRunner.RunAsync(
        Repository.File("tests", "Emitters.Tests", "Approved", workflow + ".workflow.yml"),
        new()
        {
            Event = started,
            Inputs = Inputs,
            Secrets = Secrets,
            Approve = environment => !Rejected.Contains(environment),
            Uses = (action, with) => _used.Add(KeyValuePair.Create(action, with)),
            NewMachine = _ => new Checkout(new Dictionary<string, string> { ["build.sh"] = RecordingBuild.Script, ["global.json"] = "{}", ["packages.lock.json"] = "{}" }),
            Machine = new Dictionary<string, string>
            {
                ["CALLS"] = _folder.File("calls"),
                ["ANSWERS"] = _folder.File("answers"),
                ["FAILS"] = Fails,
                ["PATH"] = $"{_folder.File("bin")}:{Environment.GetEnvironmentVariable("PATH")}",
            },
        });

    public void Dispose() => _folder.Dispose();

    private void Answer(string path, string json) => File.WriteAllText(_folder.File("answers", path.Replace('/', '-') + ".json"), json);
}
