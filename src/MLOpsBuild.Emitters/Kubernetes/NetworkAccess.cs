namespace MLOpsBuild.Emitters;

/// <summary>The NetworkPolicy: the server is asked on its port, and asks nobody.</summary>
internal static class NetworkAccess
{
    public const string File = "network-policy.yaml";

    /// <summary>The label that Kubernetes gives every namespace.</summary>
    private const string NamespaceName = "kubernetes.io/metadata.name";

    public static YamlMap Content(string pipeline, KubernetesSettings settings) => YamlMap.Of(("spec", YamlMap.Of(
        ("podSelector", YamlMap.Of(("matchLabels", YamlMap.OfTexts(KubernetesLabels.Selector(pipeline))))),
        ("policyTypes", YamlList.Of(["Ingress", "Egress"])),
        ("ingress", new YamlList(
        [
            YamlMap.Of(
                ("from", new YamlList([YamlMap.Of(("podSelector", YamlMap.Of())), .. settings.ReachableFrom.Distinct().Select(Namespace)])),
                ("ports", new YamlList([YamlMap.Of(("protocol", "TCP"), ("port", ModelServer.PortName))]))),
        ])),
        ("egress", new YamlList([])))));

    private static YamlMap Namespace(string name) =>
        YamlMap.Of(("namespaceSelector", YamlMap.Of(("matchLabels", YamlMap.Of((NamespaceName, name))))));
}
