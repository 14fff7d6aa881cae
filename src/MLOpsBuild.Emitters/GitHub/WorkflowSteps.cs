namespace MLOpsBuild.Emitters;

/// <summary>The steps that the jobs of workflows are made of.</summary>
public static class WorkflowSteps
{
    /// <summary>Also when an earlier step failed, so that people see what it left; not when the run was cancelled.</summary>
    private const string EvenAfterFailure = "!cancelled()";

    /// <summary>Checks the repository out and keeps no token.</summary>
    public static WorkflowStep Checkout { get; } = new ActionStep("Check out", ActionPins.Checkout, YamlMap.Of(("persist-credentials", false)));

    /// <summary>Installs the .NET SDK that <c>global.json</c> asks for.</summary>
    public static WorkflowStep Dotnet { get; } = new ActionStep("Set up .NET", ActionPins.SetupDotnet, YamlMap.Of(("global-json-file", "global.json")));

    /// <summary>Keeps NuGet's packages between runs, by the lock files.</summary>
    public static WorkflowStep Packages { get; } = new ActionStep("Keep packages", ActionPins.Cache, YamlMap.Of(
        ("path", "~/.nuget/packages"),
        ("key", "nuget-${{ runner.os }}-${{ runner.arch }}-${{ hashFiles('**/packages.lock.json') }}"),
        ("restore-keys", "nuget-${{ runner.os }}-${{ runner.arch }}-")));

    internal static WorkflowStep Receive(CiArtifact artifact) => new ActionStep($"Receive {artifact.Name}", ActionPins.DownloadArtifact, YamlMap.Of(
        ("name", artifact.Name),
        ("path", artifact.Root)));

    internal static WorkflowStep Run(CiJob job) => new RunStep(job.Title, ShellText.Command(job.Command))
    {
        Variables =
        [
            .. job.Inputs.Select(input => KeyValuePair.Create(input.Variable, InputChoices.Expression(input))),
            .. job.Secrets.Select(secret => KeyValuePair.Create(secret.Variable, $"${{{{ secrets.{secret.Variable} }}}}")),
        ],
    };

    /// <summary>Leaves folders for other jobs and for people, also after a failure.</summary>
    /// <param name="artifact">The folders and their name.</param>
    /// <param name="days">Days for which GitHub keeps them.</param>
    public static WorkflowStep Leave(CiArtifact artifact, int days) => new ActionStep($"Leave {Given(artifact).Name}", ActionPins.UploadArtifact, YamlMap.Of(
        ("name", artifact.Name),
        ("path", artifact.Folders.Length == 1 ? artifact.Folders[0] : string.Concat(artifact.Folders.Select(folder => folder + "\n"))),
        ("if-no-files-found", "error"),
        ("include-hidden-files", true),
        ("overwrite", true),
        ("retention-days", days)))
    {
        If = EvenAfterFailure,
    };

    /// <summary>The stage's headline and facts on the run's page.</summary>
    internal static WorkflowStep Summarize(string title, string record) => new RunStep("Summarize", WorkflowScripts.Summarize)
    {
        If = EvenAfterFailure,
        Variables = [KeyValuePair.Create("RECORD", record), KeyValuePair.Create("TITLE", title)],
    };

    /// <summary>Reviewers live in the repository's settings, where no file can set them: this says so when there are none.</summary>
    internal static WorkflowStep RequireReviewers(DeployEnvironment environment) => new RunStep("Require reviewers", WorkflowScripts.RequireReviewers)
    {
        Variables =
        [
            KeyValuePair.Create("APPROVERS", string.Join(", ", environment.Approvers)),
            KeyValuePair.Create("ENVIRONMENT", environment.Name),
            KeyValuePair.Create("GH_TOKEN", "${{ github.token }}"),
        ],
    };

    private static CiArtifact Given(CiArtifact artifact)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        return artifact;
    }
}
