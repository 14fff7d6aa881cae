using System.Collections.Immutable;

namespace MLOpsBuild.Pipelines;

/// <summary>How Ansible brings a pipeline's model to the hosts of its environments.</summary>
public sealed record AnsibleSettings
{
    /// <summary>Whether a host that fails keeps the hosts after it from changing. Default true.</summary>
    public bool StopsAtFailure { get; init; } = true;

    /// <summary>The IPv4 address that the server listens on. Default <c>127.0.0.1</c>.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>The TCP port, 1024 to 65535. Default 8080.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>The most memory of a server in megabytes; above it the system ends the server. Default 1024.</summary>
    public int MemoryMegabytes { get; init; } = 1024;

    /// <summary>Releases kept on a host for going back, at least 1, the current one included. Default 3.</summary>
    public int KeepReleases { get; init; } = 3;

    /// <summary>How the server runs in a container; null, the default, for a service of the host's own .NET.</summary>
    public AnsibleContainer? Container { get; init; }

    /// <summary>Changes of the generated files by code, in order.</summary>
    [NotInKey]
    public ImmutableArray<Customization> Customizations { get; init; } = [];

    /// <summary>Where the definition says so.</summary>
    [NotInKey]
    public SourceLocation? Location { get; init; }
}
