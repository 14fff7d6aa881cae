using System.Collections.Concurrent;
using System.Collections.Immutable;
using MLOpsBuild.Emitters;
using MLOpsBuild.Pipelines;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>Hosts of a test, with the playbooks that are generated for them and a driver that runs these.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    /// <summary>Tests with hosts take turns: several sets at once starve each other of processors.</summary>
    public const string Turns = "hosts";

    public const int Port = 8080;
    private readonly TemporaryFolder _folder = new();

    private Fleet(TestHosts hosts, Pipeline model)
    {
        Hosts = hosts;
        Model = model;
        Connection = new() { User = TestHosts.User, PrivateKey = hosts.PrivateKey, KnownHosts = hosts.KnownHosts, Patience = TimeSpan.FromMinutes(3), By = "ada" };
    }

    public TestHosts Hosts { get; }

    public Pipeline Model { get; }

    public AnsibleConnection Connection { get; set; }

    public string Checkout => _folder.Path;

    /// <summary>What was told while a driver worked.</summary>
    public ConcurrentQueue<RolloutEvent> Events { get; } = new();

    public AnsibleEnvironment Driver => AnsibleEnvironment.Create(Model, Model.Deploy.Environments.Single(), Checkout, Connection);

    /// <summary>Starts hosts and generates their playbooks.</summary>
    public static async Task<Fleet> StartAsync(int count = 3, Func<EnvironmentBuilder, EnvironmentBuilder>? strategy = null, Func<AnsibleBuilder, AnsibleBuilder>? ansible = null, Func<PushBuilder, PushBuilder>? push = null, params string[] options)
    {
        var hosts = await TestHosts.StartAsync(count, options);
        var model = new HostedModel(
            production => (strategy ?? (all => all.Rolling("1", "100%")))(production.Hosts(hosts.Addresses)),
            settings => (ansible ?? (none => none))(settings.Listen("0.0.0.0", Port)),
            push).Model;
        var fleet = new Fleet(hosts, model);
        foreach (var file in new AnsibleEmitter().Emit(new(model, new() { Targets = [], Goals = [] }, "Definition.cs")).Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(fleet._folder.File(file.Path))!);
            await File.WriteAllTextAsync(fleet._folder.File(file.Path), file.Text);
        }

        return fleet;
    }

    /// <summary>Changes a setting of the environment's hosts, as who edits the definition and generates anew does.</summary>
    public async Task SetAsync(string from, string to)
    {
        var settings = Path.Combine(Checkout, "pipelines", Releases.Pipeline, "ansible", "inventories", "production", "group_vars", "model_servers.yml");
        await File.WriteAllTextAsync(settings, (await File.ReadAllTextAsync(settings)).Replace(from, to, StringComparison.Ordinal));
    }

    public Uri Url(int host) => new($"http://{Hosts.All[host].Address}:{Port}");

    public static ReleaseOrder Order(Release release, bool check = false) => new()
    {
        Version = release.Version,
        Digest = release.Digest,
        PackageFolder = release.Registry,
        ServerFolder = Releases.ServerFolder,
        Check = check,
    };

    public Task<RolloutReport> DeployAsync(Release release, bool check = false) => Driver.DeployAsync(Order(release, check), Told, TestContext.Current.CancellationToken);

    public Task<RolloutReport> RollbackAsync(string? version = null) => Driver.RollbackAsync(version, Told, TestContext.Current.CancellationToken);

    public Task<RolloutReport> StopAsync() => Driver.StopAsync(Told, TestContext.Current.CancellationToken);

    public Task<ImmutableArray<PlaceState>> ObserveAsync() => Driver.ObserveAsync(TestContext.Current.CancellationToken);

    /// <summary>All that a rollout came to, as one text.</summary>
    public static string Text(RolloutReport report) => Outcomes(report) + (report.Breach is null ? "" : $" ({report.Breach})");

    /// <summary>What a rollout came to on each host, without why it ended.</summary>
    public static string Outcomes(RolloutReport report) => string.Join(", ", report.Places.Select(place => $"{place.Outcome} {place.Version}{(place.Outcome is PlaceOutcome.Failed or PlaceOutcome.Unreachable ? $"({place.Message})" : "")}"));

    public async ValueTask DisposeAsync()
    {
        await Hosts.DisposeAsync();
        _folder.Dispose();
    }

    internal IProgress<RolloutEvent> Told => new Queue(Events);

    private sealed class Queue(ConcurrentQueue<RolloutEvent> events) : IProgress<RolloutEvent>
    {
        public void Report(RolloutEvent value) => events.Enqueue(value);
    }
}
