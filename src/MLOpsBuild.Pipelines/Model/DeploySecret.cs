namespace MLOpsBuild.Pipelines;

/// <summary>A secret that a CI server keeps and gives to the one step that reaches an environment.</summary>
/// <param name="Kind">What it opens.</param>
/// <param name="Name">The name of the secret on GitHub, and the id of the credential on Jenkins: capital letters, digits and underscores.</param>
public sealed record DeploySecret(DeploySecretKind Kind, string Name);

/// <summary>What a secret opens.</summary>
public enum DeploySecretKind
{
    /// <summary>The private key that reaches hosts by ssh.</summary>
    SshKey,

    /// <summary>The keys of the hosts themselves, as a file <c>known_hosts</c>: a host with another key is refused.</summary>
    KnownHosts,

    /// <summary>The password with which Ansible becomes root on hosts.</summary>
    BecomePassword,

    /// <summary>The file that tells how a cluster is reached.</summary>
    Kubeconfig,
}
