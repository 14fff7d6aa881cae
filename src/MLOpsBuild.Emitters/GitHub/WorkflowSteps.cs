namespace MLOpsBuild.Emitters;

/// <summary>The steps that the jobs of workflows are made of.</summary>
internal static class WorkflowSteps
{
    /// <summary>Also when an earlier step failed, so that people see what it left; not when the run was cancelled.</summary>
    private const string EvenAfterFailure = "!cancelled()";

    public static WorkflowStep Checkout { get; } = new ActionStep("Check out", ActionPins.Checkout, YamlMap.Of(("persist-credentials", false)));

    public static WorkflowStep Dotnet { get; } = new ActionStep("Set up .NET", ActionPins.SetupDotnet, YamlMap.Of(("global-json-file", "global.json")));

    public static WorkflowStep Packages { get; } = new ActionStep("Keep packages", ActionPins.Cache, YamlMap.Of(
        ("path", "~/.nuget/packages"),
        ("key", "nuget-${{ runner.os }}-${{ runner.arch }}-${{ hashFiles('**/packages.lock.json') }}"),
        ("restore-keys", "nuget-${{ runner.os }}-${{ runner.arch }}-")));

    public static WorkflowStep Receive(CiArtifact artifact) => new ActionStep($"Receive {artifact.Name}", ActionPins.DownloadArtifact, YamlMap.Of(
        ("name", artifact.Name),
        ("path", artifact.Root)));

    public static WorkflowStep Run(CiJob job) => new RunStep(job.Title, ShellText.Command(job.Command))
    {
        Variables =
        [
            .. job.Inputs.Select(input => KeyValuePair.Create(input.Variable, $"${{{{ inputs.{input.Name} }}}}")),
            .. job.Secrets.Select(secret => KeyValuePair.Create(secret.Variable, $"${{{{ secrets.{secret.Variable} }}}}")),
        ],
    };

    public static WorkflowStep Leave(CiArtifact artifact, int days) => new ActionStep($"Leave {artifact.Name}", ActionPins.UploadArtifact, YamlMap.Of(
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
    public static WorkflowStep Summarize(string title, string record) => new RunStep("Summarize", WorkflowScripts.Summarize)
    {
        If = EvenAfterFailure,
        Variables = [KeyValuePair.Create("RECORD", record), KeyValuePair.Create("TITLE", title)],
    };

    /// <summary>Reviewers live in the repository's settings, where no file can set them: this says so when there are none.</summary>
    public static WorkflowStep RequireReviewers(DeployEnvironment environment) => new RunStep("Require reviewers", WorkflowScripts.RequireReviewers)
    {
        Variables =
        [
            KeyValuePair.Create("APPROVERS", string.Join(", ", environment.Approvers)),
            KeyValuePair.Create("ENVIRONMENT", environment.Name),
            KeyValuePair.Create("GH_TOKEN", "${{ github.token }}"),
        ],
    };
}
