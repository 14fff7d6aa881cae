namespace MLOpsBuild.Emitters;

/// <summary>How a key reaches the tool that deploys.</summary>
internal static class CiKeys
{
    /// <summary>The variable that the tool reads: the password itself, or the file of what it is told. After "Ansible Configuration Settings" and "Organizing Cluster Access Using kubeconfig Files".</summary>
    public static string Variable(DeploySecretKind kind) => kind switch
    {
        DeploySecretKind.SshKey => "ANSIBLE_PRIVATE_KEY_FILE",
        DeploySecretKind.KnownHosts => "MLOPSBUILD_KNOWN_HOSTS",
        DeploySecretKind.BecomePassword => "MLOPSBUILD_BECOME_PASSWORD",
        DeploySecretKind.Kubeconfig => "KUBECONFIG",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Whether the tool is told a file; else the text itself.</summary>
    public static bool IsFile(DeploySecretKind kind) => kind != DeploySecretKind.BecomePassword;
}
