namespace MLOpsBuild.Emitters;

/// <summary>The HorizontalPodAutoscaler: more servers under load.</summary>
internal static class Autoscaling
{
    public const string File = "horizontal-pod-autoscaler.yaml";
    public const string ApiVersion = "autoscaling/v2";
    public const string Kind = "HorizontalPodAutoscaler";

    public static YamlMap Content(string pipeline, KubernetesSettings settings) => YamlMap.Of(("spec", YamlMap.Of(
        ("scaleTargetRef", YamlMap.Of(("apiVersion", ModelServer.ApiVersion), ("kind", ModelServer.Kind), ("name", pipeline))),
        ("minReplicas", settings.Replicas.Minimum),
        ("maxReplicas", settings.Replicas.Maximum),
        ("metrics", new YamlList(
        [
            YamlMap.Of(("type", "Resource"), ("resource", YamlMap.Of(
                ("name", "cpu"),
                ("target", YamlMap.Of(("type", "Utilization"), ("averageUtilization", settings.CpuTarget)))))),
        ])))));

    /// <summary>Other numbers of servers.</summary>
    public static YamlMap ReplicasPatch(KubernetesReplicas replicas) => YamlMap.Of(("spec", YamlMap.Of(
        ("minReplicas", replicas.Minimum),
        ("maxReplicas", replicas.Maximum))));
}
