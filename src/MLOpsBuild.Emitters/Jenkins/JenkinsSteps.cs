namespace MLOpsBuild.Emitters;

/// <summary>The directives and steps that Jenkinsfiles are made of.</summary>
internal static class JenkinsSteps
{
    /// <summary>What earlier builds left in a workspace that the agent kept is not this build's.</summary>
    public static GroovyCall StartClean { get; } = Shell("Start clean", "rm -rf artifacts");

    public static GroovyCall Shell(string label, string script) => GroovyCall.Of("sh", ("label", label), ("script", script));

    public static GroovyCall Unstash(CiArtifact artifact) => GroovyCall.Of("unstash", artifact.Name);

    public static GroovyCall Stash(CiArtifact artifact) => GroovyCall.Of("stash",
        ("name", artifact.Name), ("includes", Patterns(artifact)), ("useDefaultExcludes", false));

    /// <summary>Also of a stage that failed, so that people see what it left.</summary>
    public static GroovyCall Archive(CiArtifact artifact) => GroovyCall.Of("archiveArtifacts",
        ("artifacts", Patterns(artifact)), ("fingerprint", true), ("allowEmptyArchive", true), ("defaultExcludes", false));

    public static GroovyCall JUnit(IEnumerable<string> files) => GroovyCall.Of("junit",
        ("testResults", string.Join(',', files)), ("allowEmptyResults", true));

    /// <summary>Binds secrets as variables of the steps inside, under credentials that are named after them and, where an environment holds them, after that too.</summary>
    public static GroovyCall WithSecrets(IEnumerable<GraphParameter> secrets, DeployEnvironment? environment, GroovyCall inside) =>
        GroovyCall.Of("withCredentials", new GroovyList([.. secrets.Select(secret => GroovyCall.Of("string",
            ("credentialsId", CredentialOf(secret, environment)), ("variable", secret.Variable)))])) with { Body = [inside] };

    public static GroovyCall Timeout(TimeSpan time) => GroovyCall.Of("timeout", ("time", (int)time.TotalMinutes), ("unit", "MINUTES"));

    public static GroovyCall Always(params ImmutableArray<GroovyCall> steps) => GroovyCall.Block("always", steps);

    private static string CredentialOf(GraphParameter secret, DeployEnvironment? environment) =>
        $"mlopsbuild-{secret.Name}" + (secret.HeldBy.IsEmpty || environment is null ? "" : "-" + environment.Name);

    private static string Patterns(CiArtifact artifact) => string.Join(',', artifact.Folders.Select(folder => folder + "/**"));
}
