namespace MLOpsBuild.Pipelines;

/// <summary>How the server runs in a container on hosts that Ansible reaches.</summary>
/// <param name="Engine">What runs it.</param>
/// <param name="Pulls">Whether hosts pull the image from its registry by its digest; else it is sent to them.</param>
public sealed record AnsibleContainer(ContainerEngine Engine, bool Pulls);

/// <summary>What runs containers on a host.</summary>
public enum ContainerEngine
{
    /// <summary>Podman, which needs no daemon.</summary>
    Podman,

    /// <summary>Docker's engine.</summary>
    Docker,
}
