using System.Text.Json;
using MLOpsBuild.Testing;

namespace MLOpsBuild.EndToEnd.Tests.Workflows;

/// <summary>Answers what a job asks GitHub by <c>gh</c> of environments and approvals.</summary>
internal sealed class GitHubStandIn : IDisposable
{
    private readonly TemporaryFolder _folder = new("mlops github");

    /// <summary>A repository whose environments of these names have reviewers.</summary>
    public GitHubStandIn(params string[] environments)
    {
        Directory.CreateDirectory(_folder.File("bin"));
        Directory.CreateDirectory(_folder.File("answers"));
        File.Copy(Repository.File("tests", "EndToEnd.Tests", "Workflows", "fake-gh.sh"), _folder.File("bin", "gh"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.File("bin", "gh"), (UnixFileMode)0b111_101_101);
        foreach (var environment in environments)
            Answer($"repos/acme/models/environments/{environment}", """{ "protection_rules": [{ "type": "wait_timer" }, { "type": "required_reviewers" }] }""");
    }

    /// <summary>What a machine needs in its environment to ask.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["ANSWERS"] = _folder.File("answers"),
        ["PATH"] = $"{_folder.File("bin")}:{Environment.GetEnvironmentVariable("PATH")}",
    };

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

    public void Dispose() => _folder.Dispose();

    private void Answer(string path, string json) => File.WriteAllText(_folder.File("answers", path.Replace('/', '-') + ".json"), json);
}
