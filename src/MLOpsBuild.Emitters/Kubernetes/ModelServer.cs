namespace MLOpsBuild.Emitters;

/// <summary>The Deployment: the image of the pipeline's Dockerfile, with no more rights than it needs.</summary>
internal static class ModelServer
{
    public const string File = "deployment.yaml";
    public const string ApiVersion = "apps/v1";
    public const string Kind = "Deployment";
    public const string PortName = "http";

    /// <summary>In a patch: take away what is there.</summary>
    private static readonly YamlNode Nothing = new YamlLiteral("null");

    private const string Container = "server";
    private const string Temporary = "tmp";
    private const string Drain = "DRAIN";
    private const string MaxBody = "MAX_BODY";
    private const string MaxRows = "MAX_ROWS";

    /// <summary>What the server needs to end after its drain: 2 seconds for idle connections, 15 for requests, and some to spare.</summary>
    private const int SecondsToEnd = 25;

    /// <summary>The server's settings as the ConfigMap has them.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Configuration(KubernetesSettings settings) =>
    [
        new(Drain, Text((int)settings.Drain.TotalSeconds)),
        new(MaxBody, Text(settings.MaxBody)),
        new(MaxRows, Text(settings.MaxRows)),
    ];

    /// <summary>All of the Deployment but its name; the number of servers is the autoscaler's.</summary>
    public static YamlMap Content(string pipeline, KubernetesSettings settings, string configuration)
    {
        var selector = YamlMap.Of(("matchLabels", YamlMap.OfTexts(KubernetesLabels.OwnSelector(pipeline))));
        return YamlMap.Of(("spec", YamlMap.Of(
            ("revisionHistoryLimit", 3),
            ("selector", selector),
            ("strategy", YamlMap.Of(("type", "RollingUpdate"), ("rollingUpdate", YamlMap.Of(("maxSurge", 1), ("maxUnavailable", 0))))),
            ("template", YamlMap.Of(
                ("metadata", YamlMap.Of(("labels", YamlMap.OfTexts([.. KubernetesLabels.All(pipeline), new(KubernetesLabels.Track, KubernetesLabels.Stable)])))),
                ("spec", YamlMap.Of(
                    ("serviceAccountName", pipeline),
                    ("automountServiceAccountToken", false),
                    ("enableServiceLinks", false),
                    ("terminationGracePeriodSeconds", (int)settings.Drain.TotalSeconds + SecondsToEnd),
                    ("securityContext", YamlMap.Of(
                        ("runAsNonRoot", true),
                        ("runAsUser", ServerContainer.User),
                        ("runAsGroup", ServerContainer.User),
                        ("seccompProfile", YamlMap.Of(("type", "RuntimeDefault"))))),
                    ("topologySpreadConstraints", new YamlList([Spread("kubernetes.io/hostname", selector), Spread("topology.kubernetes.io/zone", selector)])),
                    ("containers", new YamlList([Server(pipeline, settings, configuration)])),
                    ("volumes", new YamlList([Volume(settings.Resources)])))))))));
    }

    /// <summary>Other resources than the base's, whose limit of processor time goes where there is to be none.</summary>
    public static YamlMap ResourcesPatch(KubernetesResources resources, KubernetesResources instead) => YamlMap.Of(("spec", YamlMap.Of(("template", YamlMap.Of(("spec", YamlMap.Of(
        ("containers", new YamlList([YamlMap.Of(("name", Container), ("resources", Resources(resources, instead.CpuLimit is null ? null : Nothing)))])),
        ("volumes", new YamlList([Volume(resources)])))))))));

    /// <summary>Another number of servers that may start beside those that serve, a count or a percentage.</summary>
    public static YamlMap StrategyPatch(string surge) => YamlMap.Of(("spec", YamlMap.Of(("strategy", YamlMap.Of(("rollingUpdate", YamlMap.Of(
        ("maxSurge", int.TryParse(surge, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var count) ? (YamlNode)count : surge))))))));

    private static YamlMap Server(string pipeline, KubernetesSettings settings, string configuration) => YamlMap.Of(
        ("name", Container),
        ("image", pipeline),
        ("args", YamlList.Of(["--drain", Value(Drain), "--max-body", Value(MaxBody), "--max-rows", Value(MaxRows)])),
        ("envFrom", new YamlList([YamlMap.Of(("configMapRef", YamlMap.Of(("name", configuration))))])),
        ("ports", new YamlList([YamlMap.Of(("name", PortName), ("containerPort", ServerContainer.Port))])),
        ("startupProbe", Probe("/v2/health/ready", period: 2, failures: 60)),
        ("readinessProbe", Probe("/v2/health/ready", period: 2, failures: 2)),
        ("livenessProbe", Probe("/v2/health/live", period: 10, failures: 3)),
        ("resources", Resources(settings.Resources)),
        ("securityContext", YamlMap.Of(
            ("allowPrivilegeEscalation", false),
            ("readOnlyRootFilesystem", true),
            ("capabilities", YamlMap.Of(("drop", YamlList.Of(["ALL"])))))),
        ("volumeMounts", new YamlList([YamlMap.Of(("name", Temporary), ("mountPath", "/tmp"))])));

    private static YamlMap Probe(string path, int period, int failures) => YamlMap.Of(
        ("httpGet", YamlMap.Of(("path", path), ("port", PortName))),
        ("periodSeconds", period),
        ("timeoutSeconds", 2),
        ("failureThreshold", failures));

    private static YamlMap Resources(KubernetesResources resources, YamlNode? noLimit = null) => YamlMap.Of(
        ("requests", YamlMap.Of(("cpu", resources.Cpu), ("memory", resources.Memory))),
        ("limits", YamlMap.Of(("cpu", resources.CpuLimit ?? noLimit), ("memory", resources.Memory))));

    private static YamlMap Volume(KubernetesResources resources) => YamlMap.Of(
        ("name", Temporary),
        ("emptyDir", YamlMap.Of(("sizeLimit", resources.Temporary))));

    /// <summary>Servers of one version apart from one another, where there is room.</summary>
    private static YamlMap Spread(string over, YamlMap selector) => YamlMap.Of(
        ("maxSkew", 1),
        ("topologyKey", over),
        ("whenUnsatisfiable", "ScheduleAnyway"),
        ("labelSelector", selector),
        ("matchLabelKeys", YamlList.Of(["pod-template-hash"])));

    /// <summary>The cluster puts the variable's value in its place.</summary>
    private static string Value(string variable) => $"$({variable})";

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
