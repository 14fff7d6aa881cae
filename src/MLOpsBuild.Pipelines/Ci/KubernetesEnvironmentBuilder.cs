namespace MLOpsBuild.Pipelines;

/// <summary>Says what an environment on Kubernetes has otherwise than the others.</summary>
public sealed class KubernetesEnvironmentBuilder
{
    private KubernetesEnvironmentSettings _environment;

    internal KubernetesEnvironmentBuilder(string name, SourceLocation location) => _environment = new() { Name = name, Location = location };

    /// <summary>The namespace, which has to be there.</summary>
    public KubernetesEnvironmentBuilder Namespace(string name) => With(_environment with { Namespace = name });

    /// <summary>The digest of the image that runs, <c>sha256:...</c>.</summary>
    public KubernetesEnvironmentBuilder Digest(string digest) => With(_environment with { Digest = digest });

    /// <summary>How many servers there are without and under load.</summary>
    public KubernetesEnvironmentBuilder Replicas(int minimum, int maximum) => With(_environment with { Replicas = new(minimum, maximum) });

    /// <summary>What a server gets of its node, each a quantity of Kubernetes.</summary>
    /// <inheritdoc cref="KubernetesBuilder.Resources"/>
    public KubernetesEnvironmentBuilder Resources(string cpu = "250m", string memory = "512Mi", string? cpuLimit = null, string temporary = "256Mi") =>
        With(_environment with { Resources = new() { Cpu = cpu, Memory = memory, CpuLimit = cpuLimit, Temporary = temporary } });

    internal KubernetesEnvironmentSettings ToEnvironment() => _environment;

    private KubernetesEnvironmentBuilder With(KubernetesEnvironmentSettings environment)
    {
        _environment = environment;
        return this;
    }
}
