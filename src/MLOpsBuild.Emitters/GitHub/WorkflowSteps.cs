namespace MLOpsBuild.Emitters;

/// <summary>The steps that the jobs of workflows are made of.</summary>
public static class WorkflowSteps
{
    /// <summary>Also when an earlier step failed, so that people see what it left; not when the run was cancelled.</summary>
    private const string EvenAfterFailure = "!cancelled()";

    /// <summary>The number of a part.</summary>
    private const string Part = $"${{{{ matrix.{CiParts.Axis} }}}}";

    /// <summary>Checks the repository out and keeps no token.</summary>
    public static WorkflowStep Checkout { get; } = new ActionStep("Check out", ActionPins.Checkout, YamlMap.Of(("persist-credentials", false)));

    /// <summary>Checks the repository out with all commits and tags, by which versions are counted and authors known, and keeps no token.</summary>
    internal static WorkflowStep CheckoutHistory { get; } = new ActionStep("Check out", ActionPins.Checkout, YamlMap.Of(("persist-credentials", false), ("fetch-depth", 0)));

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

    internal static WorkflowStep Run(CiJob job) => new RunStep(job.Title, KeyFiles.Around(ShellText.Command(job), job.Keys))
    {
        Variables =
        [
            .. job.Parts is null ? Array.Empty<KeyValuePair<string, string>>() : [KeyValuePair.Create(CiParts.Variable, Part)],
            .. job.Inputs.Select(input => KeyValuePair.Create(input.Variable, InputChoices.Expression(input))),
            .. job.BoundBy is { } plan ? [Given(GraphParameter.PlanDigest, $"needs.{plan.Id}.outputs.digest")] : Array.Empty<KeyValuePair<string, string>>(),
            .. job.TellsWhoApproved ? [Given(GraphParameter.ApprovedBy, "steps.approval.outputs.by")] : Array.Empty<KeyValuePair<string, string>>(),
            .. job.Secrets.Select(secret => Secret(secret.Variable, secret.Variable)),
            .. job.Registry is { } registry ? Account(registry) : [],
            .. job.Signs ? [Secret(CiSigning.Variable, CiSigning.Variable)] : Array.Empty<KeyValuePair<string, string>>(),
            .. job.Keys.Select(key => Secret(KeyFiles.Variable(key.Kind), key.Name)),
        ],
    };

    /// <summary>Shows a plan and hands its digest on.</summary>
    internal static WorkflowStep ShowPlan(CiDeployPlan plan) => new RunStep("Show the plan", WorkflowScripts.ShowPlan)
    {
        Id = "plan",
        Variables = [KeyValuePair.Create("PLAN", plan.Folder)],
    };

    /// <summary>Asks GitHub who approved.</summary>
    internal static WorkflowStep ReadApproval(DeployEnvironment environment) => new RunStep("Read who approved", WorkflowScripts.ReadApproval)
    {
        Id = "approval",
        Variables = [KeyValuePair.Create("ENVIRONMENT", environment.Name), KeyValuePair.Create("GH_TOKEN", "${{ github.token }}")],
    };

    /// <summary>Has GitHub sign that this run made the package.</summary>
    internal static IEnumerable<WorkflowStep> Attest(string pushed, string repository) =>
    [
        new RunStep("Read the digest", WorkflowScripts.ReadDigest)
        {
            Id = "pushed",
            Variables = [KeyValuePair.Create("PUSHED", pushed)],
        },
        new ActionStep("Attest where it comes from", ActionPins.AttestBuildProvenance, YamlMap.Of(
            ("subject-name", repository),
            ("subject-digest", "${{ steps.pushed.outputs.digest }}"))),
    ];

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

    /// <summary>Leaves what one part of a target in parts made, under a name with its number.</summary>
    /// <param name="artifact">The folders and the name that all parts share.</param>
    /// <param name="days">Days for which GitHub keeps them.</param>
    public static WorkflowStep LeavePart(CiArtifact artifact, int days) => Leave(Given(artifact) with { Name = $"{artifact.Name}-{Part}" }, days);

    /// <summary>A command that is given the number of its part as the variable <c>PARTITION</c>.</summary>
    public static RunStep RunPart(string name, string script) => new(name, script) { Variables = [KeyValuePair.Create(CiParts.Variable, Part)] };

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

    /// <summary>GitHub's registry takes the job's own token; others have secrets of theirs.</summary>
    private static KeyValuePair<string, string>[] Account(string registry) => CiRegistry.IsGitHubs(registry)
        ? [KeyValuePair.Create(CiRegistry.Username, "${{ github.actor }}"), KeyValuePair.Create(CiRegistry.Password, "${{ github.token }}")]
        : [Secret(CiRegistry.Username, CiRegistry.Username), Secret(CiRegistry.Password, CiRegistry.Password)];

    private static KeyValuePair<string, string> Given(string parameter, string expression) =>
        KeyValuePair.Create(new GraphParameter { Name = parameter }.Variable, $"${{{{ {expression} }}}}");

    private static KeyValuePair<string, string> Secret(string variable, string secret) => KeyValuePair.Create(variable, $"${{{{ secrets.{secret} }}}}");

    private static CiArtifact Given(CiArtifact artifact)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        return artifact;
    }
}
