using System.Collections.Immutable;
using MLOpsBuild.Delivery;
using MLOpsBuild.Pipelines;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>An environment of a pipeline, with what changes it and what remembers.</summary>
internal sealed class Site
{
    private Site(IHazEnvironments build, DeployEnvironment environment)
    {
        Pipeline = build.SelectedPipeline;
        Environment = environment;
        Operator = Operators.Of(System.Environment.GetEnvironmentVariable);
        Driver = DriverOf(build, environment);
        Ledger = LedgerOf(build, environment.Name);
        Champion = Environments.Last(Pipeline) == environment.Name;
        Registry = BuildState.Of(build).Stages.Scope.Registry;
        Remote = BuildState.Of(build).Stages.Scope.Remote;
        Controller = new(new()
        {
            Folder = build.RootDirectory / ".mlops" / "deployments" / environment.Name / Pipeline.Name,
            Pipeline = Pipeline.Name,
            Environment = environment.Name,
            Ledger = Ledger,
            Driver = Driver,
            Operator = Operator,
            Log = Console.WriteLine,
            Recorded = RecordedAsync,
        });
    }

    public Pipeline Pipeline { get; }

    public DeployEnvironment Environment { get; }

    public string Operator { get; }

    public IEnvironmentDriver Driver { get; }

    public LedgerFile Ledger { get; }

    public EnvironmentController Controller { get; }

    /// <summary>Whether what serves here is the champion.</summary>
    private bool Champion { get; }

    private string Registry { get; }

    private RemoteReleases? Remote { get; }

    public bool IsLocal => Environment.Name == Environments.Local;

    /// <summary>The environment that the run works on.</summary>
    public static Site Of(IHazEnvironments build) => new(build, Environments.Selected(build));

    /// <summary>Another environment of the same pipeline.</summary>
    public static Site Of(IHazEnvironments build, DeployEnvironment environment) => new(build, environment);

    public static LedgerFile LedgerOf(IHazEnvironments build, string environment) =>
        new(build.RootDirectory / ".mlops" / "ledger" / build.SelectedPipeline.Name / (environment + ".jsonl"));

    /// <exception cref="UserMistakeException">Nothing leads to the environment.</exception>
    public static IEnvironmentDriver DriverOf(IHazEnvironments build, DeployEnvironment environment)
    {
        var pipeline = build.SelectedPipeline;
        if (build.DriverOf(environment) is { } own)
            return own;
        if (environment.Cluster is not null)
            return KubernetesEnvironment.Create(pipeline, environment, build.RootDirectory);
        if (!environment.Hosts.IsEmpty)
            return AnsibleEnvironment.Create(pipeline, environment, build.RootDirectory, AnsibleConnection.FromEnvironment());
        if (environment.Name == Environments.Local)
            return new LoopbackEnvironment(build.LocalDeployment, build.Port ?? pipeline.Deploy.Local.Port, pipeline.Deploy.Local.KeepReleases);
        throw new UserMistakeException($"--environment: '{environment.Name}' has neither hosts nor a cluster. Give it some in the definition of {pipeline.Name}, as in Environment(\"{environment.Name}\", to => to.Hosts(\"host-1\", \"host-2\")) or to.Cluster().");
    }

    /// <summary>
    /// The record goes to its package in the registry, and the champion follows what serves in the last environment; a registry that is gone stands
    /// in nobody's way. What this machine tries for itself before there are others to follow goes to no remote registry.
    /// </summary>
    private async Task RecordedAsync(LedgerEntry entry, CancellationToken cancellation)
    {
        if (entry.Record.Digest is not { } digest || await PackageAsync(digest, cancellation) is not { } package)
            return;
        var registry = OciLayout.Open(Registry);
        await registry.AttachAsync(package, LedgerEntry.ArtifactType, entry.ToBytes(), Annotations(entry.Record), cancellation);
        var alias = Champion && entry.Record.Kind is LedgerKind.Deploy or LedgerKind.Promote or LedgerKind.Rollback ? MLOpsBuild.Components.Champion.Tag : null;
        if (alias is not null)
            await registry.TagAsync(Pipeline.Name, alias, package, cancellationToken: cancellation);
        if (Remote is not null && (Champion || !IsLocal))
            await Remote.TryShareAsync(package, alias, cancellation);
    }

    /// <summary>The package in the layout; where a machine has none of it, as one that goes back for others, it comes from the remote registry.</summary>
    private async Task<Descriptor?> PackageAsync(string digest, CancellationToken cancellation) =>
        Directory.Exists(Registry) && await OciLayout.Open(Registry).FindAsync(Pipeline.Name, digest, cancellation) is { } here ? here
        : Remote is not null && (Champion || !IsLocal) ? await Remote.TryFetchAsync(digest, $"The deployment stands; {Remote.Repository} has no record of it.", cancellation)
        : null;

    private static ImmutableSortedDictionary<string, string> Annotations(LedgerRecord record) => ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
        .Add("dev.mlopsbuild.environment", record.Environment)
        .Add("dev.mlopsbuild.kind", record.Kind.ToString().ToLowerInvariant());
}
