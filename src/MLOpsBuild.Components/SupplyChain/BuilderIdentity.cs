namespace MLOpsBuild.Components;

/// <summary>Who builds, as URIs: the workflow and its run on GitHub Actions, the server and the build on Jenkins, or a person's machine, which is not named.</summary>
/// <param name="Builder">The builder.</param>
/// <param name="Invocation">The run.</param>
internal sealed record BuilderIdentity(string Builder, string Invocation)
{
    public const string Local = "urn:mlopsbuild:builder:local";

    /// <summary>The builder that the variables of a CI server tell of.</summary>
    public static BuilderIdentity Of(Func<string, string?> variable)
    {
        if (variable("GITHUB_ACTIONS") == "true" && variable("GITHUB_SERVER_URL") is { } server && variable("GITHUB_WORKFLOW_REF") is { } workflow)
            return new($"{server}/{workflow}", $"{server}/{variable("GITHUB_REPOSITORY")}/actions/runs/{variable("GITHUB_RUN_ID")}/attempts/{variable("GITHUB_RUN_ATTEMPT")}");
        if (PublicUri.Of(variable("JENKINS_URL")) is { } jenkins && PublicUri.Of(variable("BUILD_URL")) is { } build)
            return new(jenkins, build);
        return new(Local, "urn:uuid:" + Guid.CreateVersion7());
    }
}
