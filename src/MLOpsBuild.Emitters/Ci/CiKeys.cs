namespace MLOpsBuild.Emitters;

/// <summary>What the tools that deploy call the files with their keys.</summary>
internal static class CiKeys
{
    /// <summary>The variable by which Ansible or kubectl finds the file. After "Ansible Configuration Settings" and "Organizing Cluster Access Using kubeconfig Files".</summary>
    public static string ToolVariable(DeploySecretKind kind) => kind switch
    {
        DeploySecretKind.SshKey => "ANSIBLE_PRIVATE_KEY_FILE",
        DeploySecretKind.BecomePassword => "ANSIBLE_BECOME_PASSWORD_FILE",
        DeploySecretKind.Kubeconfig => "KUBECONFIG",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
