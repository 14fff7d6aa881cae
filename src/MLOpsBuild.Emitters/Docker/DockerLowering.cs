namespace MLOpsBuild.Emitters;

/// <summary>Puts the serving of a pipeline's model into Docker's words; pure.</summary>
internal static class DockerLowering
{
    /// <summary>Where the server listens in the container.</summary>
    public const int Port = 8080;

    /// <summary>The user without a name or a home that the server runs as.</summary>
    public const int User = 10001;

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
                Unpack,
            ]),
            new("${BASE}", null,
            [
                new DockerArgument("RELEASE", "0"),
                new DockerArgument("REVISION", ""),
                new DockerValues("LABEL",
                [
                    new("org.opencontainers.image.title", pipeline.Name),
                    new("org.opencontainers.image.description", $"The model {pipeline.Name} and its server"),
                    new("org.opencontainers.image.version", "", "RELEASE"),
                    new("org.opencontainers.image.revision", "", "REVISION"),
                ]),
                new DockerValues("ENV",
                [
                    new("RELEASE", "", "RELEASE"),
                    new("DOTNET_EnableDiagnostics", "0"),
                    new("OMP_WAIT_POLICY", "passive"),
                ]),
                new DockerCopy(Server, "/app/server"),
                new DockerCopy("/model", "/app/model", "model"),
                new DockerWord("WORKDIR", "/app"),
                new DockerWord("USER", FormattableString.Invariant($"{User}:{User}")),
                new DockerWord("EXPOSE", FormattableString.Invariant($"{Port}")),
                new DockerCommand("HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 CMD", ["bash", "-c", Ready]),
                new DockerCommand("ENTRYPOINT",
                [
                    "sh", "-c",
                    FormattableString.Invariant($"exec dotnet /app/server/{ServerProgram} --package /app/model --name {pipeline.Name} --release \"$RELEASE\" --urls http://0.0.0.0:{Port} \"$@\""),
                    "server",
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

    /// <summary>Asks the server whether it is ready; base images have no curl.</summary>
    private static string Ready { get; } = FormattableString.Invariant(
        $"exec 3<>/dev/tcp/127.0.0.1/{Port} && printf 'GET /v2/health/ready HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r answer <&3 && [[ $answer == *' 200 '* ]]");

    private static string PackageOf(Pipeline pipeline) => $"artifacts/{pipeline.Name}/package/oci";
}
