namespace MLOpsBuild.Emitters;

/// <summary>Scripts around a command whose keys are files: each is written for its owner alone, named by the variable that its tool reads, and removed when the command ends, however it does.</summary>
internal static class KeyFiles
{
    /// <summary>The variable that carries a key into the step.</summary>
    public static string Variable(DeploySecretKind kind) => kind switch
    {
        DeploySecretKind.SshKey => "SSH_KEY",
        DeploySecretKind.KnownHosts => "KNOWN_HOSTS",
        DeploySecretKind.Kubeconfig => "KUBECONFIG_TEXT",
        _ => CiKeys.Variable(kind),
    };

    /// <summary>The command, with the keys in place.</summary>
    public static string Around(string command, ImmutableArray<DeploySecret> keys)
    {
        DeploySecret[] files = [.. keys.Where(key => CiKeys.IsFile(key.Kind))];
        return files.Length == 0 ? command : $$"""
            keys=$(mktemp -d "$RUNNER_TEMP/keys.XXXXXX")
            trap 'rm -rf "$keys"' EXIT
            {{string.Concat(files.Select(Written))}}{{command}}

            """;
    }

    private static string Written(DeploySecret key)
    {
        var (variable, tool) = (Variable(key.Kind), CiKeys.Variable(key.Kind));
        return $$"""
            (umask 077 && printf '%s\n' "${{{variable}}:?Add the secret {{key.Name}} under Settings, Secrets and variables, Actions.}" > "$keys/{{tool}}")
            export {{tool}}="$keys/{{tool}}"
            unset {{variable}}

            """;
    }
}
