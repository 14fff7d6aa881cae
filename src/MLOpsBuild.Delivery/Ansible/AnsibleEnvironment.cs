using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Delivery;

/// <summary>Brings releases to hosts by the generated playbooks: each host changes over beside what serves, and goes back where the release does not answer right; so does everything that was touched where the rollout ends.</summary>
public sealed partial class AnsibleEnvironment : IEnvironmentDriver
{
    private static readonly TimeSpan FreeingTimeout = TimeSpan.FromMinutes(2);
    private static readonly IProgress<RolloutEvent> Silent = new Progress<RolloutEvent>();
    private readonly DeployEnvironment _environment;
    private readonly AnsibleConnection _connection;
    private readonly AnsibleRunner _runner;
    private readonly TimeProvider _time;
    private readonly string _mark;
    private readonly int _port;
    private readonly bool _stopsAtFailure;

    private AnsibleEnvironment(Pipeline pipeline, AnsibleSettings settings, DeployEnvironment environment, string checkout, AnsibleConnection connection, TimeProvider time)
    {
        _environment = environment;
        _connection = connection;
        _time = time;
        _port = settings.Port;
        _stopsAtFailure = settings.StopsAtFailure;
        _mark = HostHold.Mark(By, time);
        _runner = new(Path.Combine(Path.GetFullPath(checkout), "pipelines", pipeline.Name, "ansible"), environment.Name, environment.Hosts, connection);
    }

    private string By => _connection.By ?? $"{Environment.UserName}@{Environment.MachineName}";

    /// <summary>The driver of an environment of hosts; nothing is asked yet.</summary>
    /// <param name="pipeline">The pipeline, with settings of Ansible.</param>
    /// <param name="environment">The environment, with hosts.</param>
    /// <param name="checkout">The folder of the repository, with the generated playbooks.</param>
    /// <param name="connection">How the hosts are reached; null leaves that to Ansible and ssh.</param>
    /// <exception cref="DeliveryException">The environment has no hosts, or the pipeline no settings of Ansible.</exception>
    public static AnsibleEnvironment Create(Pipeline pipeline, DeployEnvironment environment, string checkout, AnsibleConnection? connection = null)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(environment);
        if (environment.Hosts.IsEmpty || pipeline.Ansible is not { } settings)
            throw AnsibleErrors.NoSettings(pipeline.Name, environment.Name);
        return new(pipeline, settings, environment, checkout, connection ?? new(), TimeProvider.System);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<PlaceState>> ObserveAsync(CancellationToken cancellation)
    {
        var runs = await _runner.RunAsync("status", [], [], [], Silent, cancellation);
        return [.. runs.Select(run => HostRecord.Read(run, _port))];
    }

    /// <inheritdoc/>
    public async Task<RolloutReport> DeployAsync(ReleaseOrder order, IProgress<RolloutEvent> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(progress);
        await ReleaseCheck.RunAsync(order, cancellation);
        var variables = Variables();
        variables["model_server_release"] = order.Version;
        variables["model_server_digest"] = order.Digest;
        variables["model_server_package"] = Path.GetFullPath(order.PackageFolder);
        variables["model_server_program"] = Path.GetFullPath(order.ServerFolder);
        if (order.Check)
            return Report(await _runner.RunAsync("deploy", [], variables, ["--check", "--diff"], progress, cancellation));
        return _environment.Strategy is Canary canary && canary.Hosts < _environment.Hosts.Length
            ? await HeldAsync(variables, progress, () => WatchedAsync(canary, variables, progress, cancellation), cancellation)
            : await BringAsync("deploy", variables, progress, cancellation);
    }

    /// <inheritdoc/>
    public Task<RolloutReport> RollbackAsync(string? version, IProgress<RolloutEvent> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var variables = Variables();
        if (version is not null)
            variables["model_server_release"] = version;
        return BringAsync("rollback", variables, progress, cancellation);
    }

    /// <inheritdoc/>
    public Task<RolloutReport> StopAsync(IProgress<RolloutEvent> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var variables = Variables();
        return HeldAsync(variables, progress, async () => Report(await _runner.RunAsync("stop", [], variables, [], progress, cancellation)), cancellation);
    }

    /// <summary>Runs a playbook on all hosts. One that goes on after a failure would free hosts before they have gone back, and is held around.</summary>
    private Task<RolloutReport> BringAsync(string playbook, JsonObject variables, IProgress<RolloutEvent> progress, CancellationToken cancellation) => _stopsAtFailure
        ? HoldAndBringAsync(playbook, variables, progress, cancellation)
        : HeldAsync(variables, progress, () => BringAsync(playbook, [], variables, progress, cancellation), cancellation);

    private JsonObject Variables() => new()
    {
        ["model_server_by"] = By,
        ["model_server_patience_seconds"] = (int)Math.Ceiling(_connection.Patience.TotalSeconds),
    };

    private RolloutReport Report(IReadOnlyList<HostRun> runs)
    {
        PlaceResult[] results = [.. _environment.Hosts.Select(host => runs.FirstOrDefault(run => run.Host == host)?.Result() ?? new(host, PlaceOutcome.NotReached, null))];
        var failed = results.FirstOrDefault(result => result.Outcome is PlaceOutcome.WentBack or PlaceOutcome.Failed or PlaceOutcome.Unreachable);
        return new([.. results], failed is null ? null : $"{failed.Place}: {failed.Message}");
    }
}
