namespace MLOpsBuild.Emitters;

/// <summary>The directives and steps that Jenkinsfiles are made of.</summary>
internal static class JenkinsSteps
{
    /// <summary>What earlier builds left in a workspace that the agent kept is not this build's.</summary>
    public static GroovyCall StartClean { get; } = Shell("Start clean", "rm -rf artifacts");

    public static GroovyCall Shell(string label, string script) => GroovyCall.Of("sh", ("label", label), ("script", script));

    public static GroovyCall Unstash(CiArtifact artifact) => GroovyCall.Of("unstash", artifact.Name);

    /// <param name="artifact">What is left.</param>
    /// <param name="inParts">Whether each part leaves its own, with its number behind the name.</param>
    public static GroovyCall Stash(CiArtifact artifact, bool inParts) => GroovyCall.Of("stash",
        ("name", inParts ? new GroovyPart(artifact.Name + "-") : artifact.Name), ("includes", Patterns(artifact)), ("useDefaultExcludes", false));

    /// <summary>Also of a stage that failed, so that people see what it left.</summary>
    public static GroovyCall Archive(CiArtifact artifact) => GroovyCall.Of("archiveArtifacts",
        ("artifacts", Patterns(artifact)), ("fingerprint", true), ("allowEmptyArchive", true), ("defaultExcludes", false));

    public static GroovyCall JUnit(IEnumerable<string> files) => GroovyCall.Of("junit",
        ("testResults", string.Join(',', files)), ("allowEmptyResults", true));

    /// <summary>Binds what a job needs to know as variables of its one step, and nothing where it needs nothing: secrets under credentials that are named after them and, where an environment holds them, after that too.</summary>
    public static GroovyCall WithSecrets(CiJob job, GroovyCall inside)
    {
        GroovyValue[] bindings =
        [
            .. job.Secrets.Select(secret => GroovyCall.Of("string", ("credentialsId", CredentialOf(secret, job.Environment)), ("variable", secret.Variable))),
            .. job.Registry is null ? Array.Empty<GroovyValue>() :
                [GroovyCall.Of("usernamePassword", ("credentialsId", "mlopsbuild-registry"), ("usernameVariable", CiRegistry.Username), ("passwordVariable", CiRegistry.Password))],
            .. job.Signs ? [GroovyCall.Of("file", ("credentialsId", CiSigning.Credential), ("variable", CiSigning.Variable))] : Array.Empty<GroovyValue>(),
            .. job.Keys.Select(key => GroovyCall.Of(
                key.Kind == DeploySecretKind.SshKey ? "sshUserPrivateKey" : CiKeys.IsFile(key.Kind) ? "file" : "string",
                ("credentialsId", key.Name),
                (key.Kind == DeploySecretKind.SshKey ? "keyFileVariable" : "variable", CiKeys.Variable(key.Kind)))),
        ];
        return bindings.Length == 0 ? inside : GroovyCall.Of("withCredentials", new GroovyList([.. bindings])) with { Body = [inside] };
    }

    /// <summary>Gives a job the digest of the plan that binds it, and the name of who approved.</summary>
    public static GroovyCall WithApproval(CiJob job, GroovyCall inside)
    {
        GroovyValue[] variables =
        [
            .. job.BoundBy is null ? Array.Empty<GroovyValue>() : [Variable(GraphParameter.PlanDigest, JenkinsState.Digests, job.BoundBy.Id)],
            .. job.TellsWhoApproved ? [Variable(GraphParameter.ApprovedBy, JenkinsState.Approvals, job.Id)] : Array.Empty<GroovyValue>(),
        ];
        return variables.Length == 0 ? inside : GroovyCall.Of("withEnv", new GroovyList([.. variables])) with { Body = [inside] };
    }

    /// <summary>Keeps a plan's text and digest for those who are asked, and for the job that it binds.</summary>
    public static GroovyCall KeepPlan(CiJob job, CiDeployPlan plan) => GroovyCall.Block("script",
        GroovyCall.Of("readFile", ("file", $"{plan.Folder}/{GraphTarget.PlanText}"), ("encoding", "UTF-8")) with { Into = JenkinsState.Entry(JenkinsState.Plans, job.Id) },
        GroovyCall.Of("sh",
            ("label", "Digest of the plan"),
            ("script", $"digest=$(sha256sum < {plan.Folder}/{GraphTarget.PlanFile}) && printf 'sha256:%.64s' \"$digest\""),
            ("returnStdout", true)) with { Into = JenkinsState.Entry(JenkinsState.Digests, job.Id) });

    public static GroovyCall Timeout(TimeSpan time) => GroovyCall.Of("timeout", ("time", (int)time.TotalMinutes), ("unit", "MINUTES"));

    public static GroovyCall Always(params ImmutableArray<GroovyCall> steps) => GroovyCall.Block("always", steps);

    private static GroovyValue Variable(string parameter, string map, string job) =>
        JenkinsState.Joined(new GraphParameter { Name = parameter }.Variable + "=", map, job);

    private static string CredentialOf(GraphParameter secret, DeployEnvironment? environment) =>
        $"mlopsbuild-{secret.Name}" + (secret.HeldBy.IsEmpty || environment is null ? "" : "-" + environment.Name);

    private static string Patterns(CiArtifact artifact) => string.Join(',', artifact.Folders.Select(folder => folder + "/**"));
}
