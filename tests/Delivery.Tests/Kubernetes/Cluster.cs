using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using MLOpsBuild.Pipelines;
using MLOpsBuild.Testing;
using Pipelines;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>The credit model's environment on a stand-in of a cluster.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    public const string Pipeline = "credit-scoring";
    public const string Namespace = "credit-scoring-production";
    public const string Place = "stand-in";

    private readonly string _kubectl;

    private Cluster(string kubectl, ClusterStandIn api)
    {
        _kubectl = kubectl;
        Api = api;
    }

    public ClusterStandIn Api { get; }

    /// <summary>What was said.</summary>
    public ConcurrentQueue<RolloutEvent> Events { get; } = new();

    public static async Task<Cluster> StartAsync() => new(Kubectl(), await ClusterStandIn.StartAsync(Namespace));

    /// <summary>Skips the test where kubectl is missing or too old.</summary>
    public static string Kubectl() => Services.Require("kubectl");

    public KubernetesOptions Options => new()
    {
        Kubectl = _kubectl,
        Kubeconfig = Api.Kubeconfig,
        CacheFolder = Api.Folder.File("cache"),
        PollEvery = TimeSpan.FromMilliseconds(1),
        MetricsEvery = TimeSpan.FromMilliseconds(1),
        Patience = TimeSpan.Zero,
        By = "tester",
    };

    public IEnvironmentDriver Driver(Func<KubernetesOptions, KubernetesOptions>? options = null, DeployStrategy? strategy = null, string? checkout = null) => KubernetesEnvironment.Create(
        new CreditScoring().Model,
        new() { Name = "production", Cluster = new(Place), Strategy = strategy ?? new AllAtOnce() },
        checkout ?? Repository.Root,
        options is null ? Options : options(Options));

    public static ReleaseOrder Order(string version, char digest = '1', bool check = false) => new()
    {
        Version = version,
        Digest = "sha256:" + new string(digest, 64),
        PackageFolder = "",
        ServerFolder = "",
        Image = Image(version, digest),
        Check = check,
    };

    public static string Image(string version, char digest = '1') => $"registry.example/models/credit-scoring-{version}@sha256:" + new string(digest, 64);

    public Task<RolloutReport> DeployAsync(string version) => DeployAsync(Order(version));

    public Task<RolloutReport> DeployAsync(ReleaseOrder order) => Driver().DeployAsync(order, Said, TestContext.Current.CancellationToken);

    public Task<RolloutReport> RollbackAsync(string? version = null) => Driver().RollbackAsync(version, Said, TestContext.Current.CancellationToken);

    public async Task<PlaceState> ObserveAsync() => Assert.Single(await Driver().ObserveAsync(TestContext.Current.CancellationToken));

    /// <summary>Takes what is said, at once and in order.</summary>
    public IProgress<RolloutEvent> Said => new Queued(Events);

    public JsonObject Deployment => Api.Look(objects => objects.Find("deployments", Namespace, Pipeline)!.DeepClone().AsObject());

    /// <summary>The images of the pods.</summary>
    public string[] Images => Api.Look(objects => objects.Of("pods", Namespace).Select(Workloads.ImageOf).ToArray());

    /// <summary>The images of the pods that the Service sends requests to: those that its selector finds and that are ready.</summary>
    public string[] Asked => Api.Look(objects =>
    {
        var selector = objects.Find("services", Namespace, Pipeline).At("spec", "selector")!.AsObject();
        return objects.Of("pods", Namespace).Where(pod => PodTroubles.IsReady(pod) && selector.All(label => pod.Label(label.Key) == label.Value!.GetValue<string>())).Select(Workloads.ImageOf).ToArray();
    });

    /// <summary>The Deployments that there are.</summary>
    public string[] Deployments => Api.Look(objects => objects.Of("deployments", Namespace).Select(deployment => deployment.Name()).Order(StringComparer.Ordinal).ToArray());

    public ValueTask DisposeAsync() => Api.DisposeAsync();

    private sealed class Queued(ConcurrentQueue<RolloutEvent> events) : IProgress<RolloutEvent>
    {
        public void Report(RolloutEvent value) => events.Enqueue(value);
    }
}
