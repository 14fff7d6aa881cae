namespace MLOpsBuild.Pipelines;

/// <summary>Says how Ansible brings a pipeline's model to hosts.</summary>
public sealed class AnsibleBuilder
{
    private AnsibleSettings _settings;

    internal AnsibleBuilder(SourceLocation location) => _settings = new() { Location = location };

    /// <summary>Goes on with the other hosts where one fails; without this a failure ends the rollout.</summary>
    public AnsibleBuilder GoOnAfterFailure() => With(_settings with { StopsAtFailure = false });

    /// <summary>The IPv4 address and the port, 1024 to 65535, that each server listens on.</summary>
    public AnsibleBuilder Listen(string address, int port = 8080) => With(_settings with { Address = address, Port = port });

    /// <summary>The most memory of a server.</summary>
    public AnsibleBuilder MemoryMax(int megabytes) => With(_settings with { MemoryMegabytes = megabytes });

    /// <summary>Releases kept on a host for going back, the current one included.</summary>
    public AnsibleBuilder KeepReleases(int count) => With(_settings with { KeepReleases = count });

    /// <summary>Runs the server in a container of the release's image, under systemd all the same; without this a service of the host's own .NET runs it.</summary>
    /// <param name="engine">What runs the container.</param>
    /// <param name="pull">Whether hosts pull the image from its registry by its digest; else the image that <c>Image --daemonless</c> made is sent to them.</param>
    public AnsibleBuilder Container(ContainerEngine engine = ContainerEngine.Podman, bool pull = false) => With(_settings with { Container = new(engine, pull) });

    /// <summary>Adds a change of the generated files; emitters bring the typed form of this.</summary>
    public AnsibleBuilder Customized(Customization customization) =>
        With(_settings with { Customizations = _settings.Customizations.Add(customization) });

    internal AnsibleSettings ToSettings() => _settings;

    private AnsibleBuilder With(AnsibleSettings settings)
    {
        _settings = settings;
        return this;
    }
}
