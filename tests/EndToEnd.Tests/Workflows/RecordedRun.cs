using System.Collections.Immutable;
using MLOpsBuild.Testing;

namespace MLOpsBuild.EndToEnd.Tests.Workflows;

/// <summary>A run of a workflow whose <c>build.sh</c> records, on a GitHub that answers what it is told to.</summary>
internal sealed class RecordedRun : IDisposable
{
    private readonly TemporaryFolder _calls = new("mlops recorded run");
    private readonly GitHubStandIn _gitHub = new("production", "cloud");
    private readonly List<KeyValuePair<string, IReadOnlyDictionary<string, string>>> _used = [];

    public RecordedRun() => Approved([("approved", "ada", "production"), ("approved", "ada", "cloud")]);

    /// <summary>What the build was called with.</summary>
    public RecordingBuild Build => new(_calls.Path);

    /// <summary>What actions that only GitHub can run were given.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyDictionary<string, string>>> Used => _used;

    /// <summary>The secrets of the repository and its environments.</summary>
    public Dictionary<string, object?> Secrets { get; } = new()
    {
        ["STAGING_SSH_KEY"] = "-----BEGIN KEY-----\nstaging $HOME `id`\n-----END KEY-----",
        ["PRODUCTION_SSH_KEY"] = "production key",
        ["PRODUCTION_KNOWN_HOSTS"] = "prod-1 ssh-ed25519 AAAA",
        ["PRODUCTION_SUDO"] = "production 'password'",
        ["MLOPSBUILD_SIGNING_KEY"] = "-----BEGIN PRIVATE KEY-----\nsigning\n-----END PRIVATE KEY-----",
        ["CLOUD_KUBECONFIG"] = "apiVersion: v1",
    };

    /// <summary>What people give.</summary>
    public Dictionary<string, object?> Inputs { get; } = new() { ["release"] = "" };

    /// <summary>The target that fails; none by default.</summary>
    public string Fails { get; set; } = "";

    /// <summary>The environments whose deployments people reject.</summary>
    public HashSet<string> Rejected { get; } = [];

    /// <summary>Who approved or rejected what, as GitHub tells of the run.</summary>
    public void Approved(params (string State, string User, string Environment)[] reviews) => _gitHub.Approved(reviews);

    /// <summary>Takes the reviewers of an environment away.</summary>
    public void WithoutReviewers(string environment) => _gitHub.WithoutReviewers(environment);

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
            Machine = new Dictionary<string, string>(_gitHub.Variables) { ["CALLS"] = _calls.Path, ["FAILS"] = Fails },
        });

    public void Dispose()
    {
        _gitHub.Dispose();
        _calls.Dispose();
    }
}
