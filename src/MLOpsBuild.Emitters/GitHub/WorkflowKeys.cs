namespace MLOpsBuild.Emitters;

/// <summary>What a workflow's step that reaches an environment or a registry must be given, straight from the plan.</summary>
internal static class WorkflowKeys
{
    private static readonly Dictionary<DeploySecretKind, (string Variable, string? File)> Files = new()
    {
        [DeploySecretKind.SshKey] = ("SSH_KEY", "ANSIBLE_PRIVATE_KEY_FILE"),
        [DeploySecretKind.KnownHosts] = ("KNOWN_HOSTS", "MLOPSBUILD_KNOWN_HOSTS"),
        [DeploySecretKind.BecomePassword] = ("MLOPSBUILD_BECOME_PASSWORD", null),
        [DeploySecretKind.Kubeconfig] = ("KUBECONFIG_TEXT", "KUBECONFIG"),
    };

    public static string Script(CiJob job)
    {
        var command = ShellText.Command(job.Command) + (job.Target.Parts is { } parts ? FormattableString.Invariant($" --partition \"$PARTITION/{parts}\"") : "");
        return job.Keys.All(key => Files[key.Kind].File is null) ? command : string.Join('\n',
        [
            "keys=$(mktemp -d \"$RUNNER_TEMP/keys.XXXXXX\")",
            "trap 'rm -rf \"$keys\"' EXIT",
            .. job.Keys.SelectMany(key => Files[key.Kind] is (var variable, { } file) ? Written(key.Name, variable, file) : []),
            command,
        ]);
    }

    public static IEnumerable<(string Name, string? Value)> Variables(CiJob job) => job.Registry?.Split('/')[0] == "ghcr.io"
        ? [("MLOPSBUILD_REGISTRY_USERNAME", "${{ github.actor }}"), ("MLOPSBUILD_REGISTRY_PASSWORD", "${{ github.token }}")]
        : [];

    public static IEnumerable<(string Name, string? Value)> Secrets(CiJob job) =>
    [
        .. job.Secrets.Select(secret => (secret.Variable, (string?)secret.Variable)),
        .. job.Registry is null || job.Registry.Split('/')[0] == "ghcr.io" ? Array.Empty<(string, string?)>() :
            [("MLOPSBUILD_REGISTRY_USERNAME", "MLOPSBUILD_REGISTRY_USERNAME"), ("MLOPSBUILD_REGISTRY_PASSWORD", "MLOPSBUILD_REGISTRY_PASSWORD")],
        ("MLOPSBUILD_SIGNING_KEY", job.Signs ? "MLOPSBUILD_SIGNING_KEY" : null),
        .. job.Keys.Select(key => (Files[key.Kind].Variable, (string?)key.Name)),
    ];

    private static IEnumerable<string> Written(string secret, string variable, string file) =>
    [
        $"(umask 077 && printf '%s\\n' \"${{{variable}:?Add the secret {secret} under Settings, Secrets and variables, Actions.}}\" > \"$keys/{file}\")",
        $"export {file}=\"$keys/{file}\"",
        $"unset {variable}",
    ];
}
