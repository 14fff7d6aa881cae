using System.Runtime.CompilerServices;

namespace MLOpsBuild.Pipelines;

/// <summary>Says how a pipeline's model runs on Kubernetes.</summary>
public sealed class KubernetesBuilder
{
    private KubernetesSettings _settings;

    internal KubernetesBuilder(SourceLocation location) => _settings = new() { Location = location };

    /// <summary>The image's name with its registry, without tag and digest.</summary>
    public KubernetesBuilder Image(string name) => With(_settings with { Image = name });

    /// <summary>How many servers there are without and under load, and the share of the requested processor time, in percent, above which servers are added.</summary>
    public KubernetesBuilder Replicas(int minimum, int maximum, int cpuTarget = 70) =>
        With(_settings with { Replicas = new(minimum, maximum), CpuTarget = cpuTarget });

    /// <summary>What a server gets of its node, each a quantity of Kubernetes.</summary>
    /// <param name="cpu">The processor time kept for it, such as <c>250m</c>.</param>
    /// <param name="memory">The memory kept for it, which it never exceeds, such as <c>512Mi</c>.</param>
    /// <param name="cpuLimit">The processor time that it never exceeds; null lets it use what is idle.</param>
    /// <param name="temporary">The room in <c>/tmp</c>, where the model is unpacked.</param>
    public KubernetesBuilder Resources(string cpu = "250m", string memory = "512Mi", string? cpuLimit = null, string temporary = "256Mi") =>
        With(_settings with { Resources = new() { Cpu = cpu, Memory = memory, CpuLimit = cpuLimit, Temporary = temporary } });

    /// <summary>The largest body of a request in bytes, and the most rows of one.</summary>
    public KubernetesBuilder Requests(int maxBody = 1024 * 1024, int maxRows = 10_000) => With(_settings with { MaxBody = maxBody, MaxRows = maxRows });

    /// <summary>How long a server that is to end serves on, so that clients notice.</summary>
    public KubernetesBuilder Drain(TimeSpan time) => With(_settings with { Drain = time });

    /// <summary>Other namespaces whose pods may ask the model; those of its own always may.</summary>
    public KubernetesBuilder ReachableFrom(params string[] namespaces) => With(_settings with { ReachableFrom = [.. namespaces] });

    /// <summary>Alert rules of Prometheus: no server is ready, requests fail, and, where limits are given, predictions are slow or nobody asks for any.</summary>
    /// <param name="errors">The highest share of requests that may fail over five minutes.</param>
    /// <param name="p95">The highest 95th percentile of the latency over five minutes.</param>
    /// <param name="quiet">How long no row may be asked for.</param>
    public KubernetesBuilder Alerts(double errors = 0.01, TimeSpan? p95 = null, TimeSpan? quiet = null) =>
        With(_settings with { Alerts = new() { Errors = errors, P95 = p95, Quiet = quiet } });

    /// <summary>An environment, which gets an overlay.</summary>
    public KubernetesBuilder Environment(string name, Func<KubernetesEnvironmentBuilder, KubernetesEnvironmentBuilder>? environment = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var builder = new KubernetesEnvironmentBuilder(name, SourceLocation.Of(file, line));
        return With(_settings with { Environments = _settings.Environments.Add((environment?.Invoke(builder) ?? builder).ToEnvironment()) });
    }

    /// <summary>Adds a change of the manifests; emitters bring the typed form of this.</summary>
    public KubernetesBuilder Customized(Customization customization) =>
        With(_settings with { Customizations = _settings.Customizations.Add(customization) });

    internal KubernetesSettings ToSettings() => _settings;

    private KubernetesBuilder With(KubernetesSettings settings)
    {
        _settings = settings;
        return this;
    }
}
