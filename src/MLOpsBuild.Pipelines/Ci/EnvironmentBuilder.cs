namespace MLOpsBuild.Pipelines;

/// <summary>Says what an environment is.</summary>
public sealed class EnvironmentBuilder
{
    private DeployEnvironment _environment;

    internal EnvironmentBuilder(string name, SourceLocation location) => _environment = new() { Name = name, Location = location };

    /// <summary>Users or groups of the CI server, one of whom must approve each deployment.</summary>
    public EnvironmentBuilder Approvers(params string[] names) => With(_environment with { Approvers = [.. names] });

    /// <summary>The hosts, by name or IPv4 address, in the order of a rollout; Ansible reaches them.</summary>
    public EnvironmentBuilder Hosts(params string[] names) => With(_environment with { Hosts = [.. names] });

    /// <summary>The cluster that runs the model, by the context of the kubeconfig; the current one by default.</summary>
    public EnvironmentBuilder Cluster(string? context = null) => With(_environment with { Cluster = new(context) });

    /// <summary>The environment in which a release must have served before it comes to this one.</summary>
    public EnvironmentBuilder After(string environment) => With(_environment with { After = environment });

    /// <summary>The CI server's secret with the private key that reaches the hosts by ssh.</summary>
    public EnvironmentBuilder SshKey(string secret) => With(DeploySecretKind.SshKey, secret);

    /// <summary>The CI server's secret with the keys of the hosts themselves, as <c>ssh-keyscan</c> writes them; without it the agent must know the hosts.</summary>
    public EnvironmentBuilder KnownHosts(string secret) => With(DeploySecretKind.KnownHosts, secret);

    /// <summary>The CI server's secret with the password with which Ansible becomes root on the hosts; without it they must ask for none.</summary>
    public EnvironmentBuilder BecomePassword(string secret) => With(DeploySecretKind.BecomePassword, secret);

    /// <summary>The CI server's secret with the kubeconfig that reaches the cluster.</summary>
    public EnvironmentBuilder Kubeconfig(string secret) => With(DeploySecretKind.Kubeconfig, secret);

    /// <summary>All hosts change at once.</summary>
    public EnvironmentBuilder AllAtOnce() => With(_environment with { Strategy = new AllAtOnce() });

    /// <summary>How many hosts change at once, step by step: counts or percentages, as in <c>Rolling("1", "50%", "100%")</c>. The last step is repeated.</summary>
    public EnvironmentBuilder Rolling(params string[] steps) => With(_environment with { Strategy = new Rolling([.. steps]) });

    /// <summary>So many hosts change first and are watched under live traffic before the others change.</summary>
    /// <param name="hosts">How many change first.</param>
    /// <param name="bake">How long they are watched.</param>
    /// <param name="errors">The highest share of requests that may fail.</param>
    /// <param name="p95">The highest 95th percentile of the latency; null does not judge it.</param>
    /// <param name="drift">How far its predictions may lie from those of the others: the largest difference of the shares at or below a probability, from 0 and below 1; null does not judge it.</param>
    public EnvironmentBuilder Canary(int hosts, TimeSpan bake, double errors = 0.01, TimeSpan? p95 = null, double? drift = null) =>
        With(_environment with { Strategy = new Canary { Hosts = hosts, Bake = bake, Errors = errors, P95 = p95, Drift = drift } });

    /// <summary>The release starts on every host, or as servers of the cluster, beside the one that serves; all change over together, only when it answers right on all of them.</summary>
    public EnvironmentBuilder BlueGreen() => With(_environment with { Strategy = new BlueGreen() });

    internal DeployEnvironment ToEnvironment() => _environment;

    private EnvironmentBuilder With(DeploySecretKind kind, string name) => With(_environment with { Secrets = _environment.Secrets.Add(new(kind, name)) });

    private EnvironmentBuilder With(DeployEnvironment environment)
    {
        _environment = environment;
        return this;
    }
}
