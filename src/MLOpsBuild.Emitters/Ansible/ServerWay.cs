namespace MLOpsBuild.Emitters;

/// <summary>How hosts run the server: all that the role does otherwise by it. What is common to the ways stands in the tasks themselves.</summary>
internal abstract class ServerWay
{
    /// <summary>The way of a definition.</summary>
    public static ServerWay Of(Pipeline pipeline, AnsibleSettings settings) => settings.Container is { } container ? new ContainerWay(pipeline, container) : new ServiceWay();

    /// <summary>What the record of a host calls the server.</summary>
    public abstract string Server { get; }

    /// <summary>The systemd unit; its values are those of the role's variables.</summary>
    public abstract ImmutableArray<ConfigurationSection> Unit(Pipeline pipeline);

    /// <summary>Programs of the role, by their names.</summary>
    public abstract ImmutableArray<string> Programs { get; }

    /// <summary>Finds and packs the server where Ansible runs.</summary>
    public abstract YamlMap[] Collect { get; }

    /// <summary>Requires what runs the server on a host.</summary>
    public abstract YamlMap Require { get; }

    /// <summary>Brings the server to a host that has it not; the model is there by then.</summary>
    public abstract YamlMap[] Bring { get; }

    /// <summary>Removes what an interrupted run left of bringing the server.</summary>
    public abstract YamlMap[] Recover { get; }

    /// <summary>Removes what a run brought that failed.</summary>
    public abstract YamlMap[] Remove { get; }

    /// <summary>Removes the servers of releases that are not kept.</summary>
    public abstract YamlMap[] Prune { get; }

    /// <summary>Variables of the role that an inventory may change.</summary>
    public abstract (string Key, YamlNode? Value)[] Defaults(Pipeline pipeline);

    /// <summary>Variables of the role that nobody may change.</summary>
    public abstract (string Key, YamlNode? Value)[] Fixed { get; }
}
