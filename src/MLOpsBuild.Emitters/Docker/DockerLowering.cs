namespace MLOpsBuild.Emitters;

/// <summary>Puts the serving of a pipeline's model into Docker's words; pure.</summary>
internal static class DockerLowering
{
    private const string Server = ".build/own/bin/MLOpsBuild.Serving/release";
    private const string ServerProgram = "MLOpsBuild.Serving.dll";

    public static Dockerfile Lower(Pipeline pipeline, DockerSettings settings) => new(
        [new("BASE", settings.Base)],
        [
            new("${BASE}", "model",
            [
                new DockerArgument("DIGEST", ""),
                new DockerCopy(PackageOf(pipeline), "/package"),
                new DockerWord("WORKDIR", "/package"),
                new DockerCommand("SHELL", ["/bin/bash", "-o", "pipefail", "-c"]),
                Unpack,
            ]),
            new("${BASE}", null,
            [
                new DockerCopy(Server, "/app/server"),
                new DockerValues("ENV", [.. ServerContainer.Environment.Select(variable => new DockerValue(variable.Key, variable.Value))]),
                new DockerWord("WORKDIR", "/app"),
                new DockerWord("USER", FormattableString.Invariant($"{ServerContainer.User}:{ServerContainer.User}")),
                new DockerWord("EXPOSE", FormattableString.Invariant($"{ServerContainer.Port}")),
                new DockerCommand(Health, ["bash", "-c", ServerContainer.Ready]),
                new DockerCommand("ENTRYPOINT",
                [
                    "sh", "-c",
                    FormattableString.Invariant($"exec dotnet /app/server/{ServerProgram} --package /app/model --name {pipeline.Name} --release \"$RELEASE\" --urls http://0.0.0.0:{ServerContainer.Port} \"$@\""),
                    "server",
                ]),
                // What changes with each release comes last, so that the engine keeps what stands before it.
                new DockerCopy("/model", "/app/model", "model"),
                new DockerArgument("RELEASE", "0"),
                new DockerArgument("REVISION", ""),
                new DockerValues("ENV", [new("RELEASE", "", "RELEASE")]),
                new DockerValues("LABEL",
                [
                    new("org.opencontainers.image.title", pipeline.Name),
                    new("org.opencontainers.image.description", $"The model {pipeline.Name} and its server"),
                    new("org.opencontainers.image.version", "", "RELEASE"),
                    new("org.opencontainers.image.revision", "", "REVISION"),
                ]),
            ]),
        ]);

    /// <summary>All that the build reads; the rest of the repository stays away from the engine.</summary>
    public static ImmutableArray<string> Read(Pipeline pipeline) => [PackageOf(pipeline), Server];

    /// <summary>Follows the digests of an OCI layout from its index to the layer, each compared with what it names, and unpacks that.</summary>
    private static DockerRun Unpack { get; } = new(
    [
        "set -eu",
        "manifest=$(tr -d '[:space:]' < index.json | sed -n 's/.*\"digest\":\"sha256:\\([0-9a-f]*\\)\".*/\\1/p')",
        "{ test -z \"$DIGEST\" || test \"$DIGEST\" = \"sha256:$manifest\"; }",
        "echo \"$manifest  blobs/sha256/$manifest\" | sha256sum -c -",
        "layer=$(tr -d '[:space:]' < \"blobs/sha256/$manifest\" | sed -n 's/.*\"layers\":\\[{[^}]*\"digest\":\"sha256:\\([0-9a-f]*\\)\".*/\\1/p')",
        "echo \"$layer  blobs/sha256/$layer\" | sha256sum -c -",
        "mkdir /model",
        "tar -xf \"blobs/sha256/$layer\" -C /model",
        "chmod -R a=rX /model",
    ]);

    private static string Health { get; } = FormattableString.Invariant(
        $"HEALTHCHECK --interval={ServerContainer.HealthInterval.TotalSeconds}s --timeout={ServerContainer.HealthTimeout.TotalSeconds}s --start-period={ServerContainer.HealthStart.TotalSeconds}s --retries={ServerContainer.HealthRetries} CMD");

    private static string PackageOf(Pipeline pipeline) => $"artifacts/{pipeline.Name}/package/oci";
}
