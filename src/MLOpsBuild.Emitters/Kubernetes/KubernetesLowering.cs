namespace MLOpsBuild.Emitters;

/// <summary>Puts the serving of a pipeline's model into Kubernetes' words; pure.</summary>
internal static class KubernetesLowering
{
    /// <summary>Stands for a digest that nobody has given; no image has it.</summary>
    public const string NoDigest = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

    private const string ServiceAccountFile = "service-account.yaml";
    private const string ServiceFile = "service.yaml";
    private const string BudgetFile = "pod-disruption-budget.yaml";

    public static KubernetesManifests Lower(Pipeline pipeline, KubernetesSettings settings)
    {
        var configuration = new KubernetesConfiguration(pipeline.Name + "-server", ModelServer.Configuration(settings));
        return new(
            [
                Object(pipeline, ServiceAccountFile, "v1", "ServiceAccount", YamlMap.Of(("automountServiceAccountToken", false))),
                Object(pipeline, ModelServer.File, ModelServer.ApiVersion, ModelServer.Kind, ModelServer.Content(pipeline.Name, settings, configuration.Name)),
                Object(pipeline, ServiceFile, "v1", "Service", Service(pipeline.Name)),
                Object(pipeline, Autoscaling.File, Autoscaling.ApiVersion, Autoscaling.Kind, Autoscaling.Content(pipeline.Name, settings)),
                Object(pipeline, BudgetFile, "policy/v1", "PodDisruptionBudget", Budget(pipeline.Name)),
                Object(pipeline, NetworkAccess.File, "networking.k8s.io/v1", "NetworkPolicy", NetworkAccess.Content(pipeline.Name, settings)),
            ],
            configuration,
            [.. settings.Environments.Select(environment => Overlay(pipeline, settings, environment))]);
    }

    private static KubernetesObject Object(Pipeline pipeline, string file, string apiVersion, string kind, YamlMap content) =>
        new(file, apiVersion, kind, pipeline.Name, KubernetesLabels.All(pipeline.Name), content);

    private static YamlMap Service(string pipeline) => YamlMap.Of(("spec", YamlMap.Of(
        ("selector", YamlMap.OfTexts(KubernetesLabels.Selector(pipeline))),
        ("ports", new YamlList([YamlMap.Of(("name", ModelServer.PortName), ("port", 80), ("targetPort", ModelServer.PortName), ("appProtocol", "http"))])))));

    /// <summary>By what may be missing and not by what must be there: a single server may then be moved, too.</summary>
    private static YamlMap Budget(string pipeline) => YamlMap.Of(("spec", YamlMap.Of(
        ("maxUnavailable", 1),
        ("selector", YamlMap.Of(("matchLabels", YamlMap.OfTexts(KubernetesLabels.Selector(pipeline))))))));

    private static KubernetesOverlay Overlay(Pipeline pipeline, KubernetesSettings settings, KubernetesEnvironmentSettings environment) => new(
        environment.Name,
        environment.NamespaceOf(pipeline.Name),
        ImageNames.Of(pipeline),
        environment.Digest ?? NoDigest,
        [
            .. DeploymentPatch(pipeline, settings, environment) is { } deployment ? [Patch(pipeline, ModelServer.File, ModelServer.ApiVersion, ModelServer.Kind, deployment)] : Array.Empty<KubernetesObject>(),
            .. environment.Replicas is { } replicas ? [Patch(pipeline, Autoscaling.File, Autoscaling.ApiVersion, Autoscaling.Kind, Autoscaling.ReplicasPatch(replicas))] : Array.Empty<KubernetesObject>(),
        ])
    {
        Canary = (Strategy(pipeline, environment) as Canary)?.Hosts,
        IsBlueGreen = Strategy(pipeline, environment) is BlueGreen,
    };

    private static YamlMap? DeploymentPatch(Pipeline pipeline, KubernetesSettings settings, KubernetesEnvironmentSettings environment)
    {
        var resources = environment.Resources is { } own ? ModelServer.ResourcesPatch(own, settings.Resources) : null;
        var strategy = Surge(Strategy(pipeline, environment)) is { } surge ? ModelServer.StrategyPatch(surge) : null;
        return (strategy, resources) switch
        {
            ({ } one, { } other) => YamlMap.Of(("spec", new YamlMap([.. ((YamlMap)one.Entries[0].Value).Entries, .. ((YamlMap)other.Entries[0].Value).Entries]))),
            _ => strategy ?? resources,
        };
    }

    /// <summary>How many servers start at once beside those that serve, where it is not one: a cluster knows no second step, so that the first counts.</summary>
    private static string? Surge(DeployStrategy? strategy) => strategy switch
    {
        AllAtOnce => "100%",
        Rolling { Steps: [not "1", ..] steps } => steps[0],
        _ => null,
    };

    private static DeployStrategy? Strategy(Pipeline pipeline, KubernetesEnvironmentSettings environment) =>
        pipeline.Deploy.Environments.FirstOrDefault(known => known.Name == environment.Name && known.Cluster is not null)?.Strategy;

    private static KubernetesObject Patch(Pipeline pipeline, string file, string apiVersion, string kind, YamlMap content) =>
        new(file, apiVersion, kind, pipeline.Name, [], content);
}
