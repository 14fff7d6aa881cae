namespace MLOpsBuild.Emitters.Tests;

/// <summary>Manifests of a pipeline named fraud.</summary>
internal static class Manifests
{
    public const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    /// <summary>Everything that a definition can say to Kubernetes.</summary>
    public static KubernetesBuilder Full(KubernetesBuilder kubernetes) => kubernetes
        .Image("registry.example:5000/models/fraud")
        .Replicas(2, 6, cpuTarget: 60)
        .Resources(cpu: "0.5", memory: "1Gi", cpuLimit: "1500m", temporary: "1G")
        .Requests(maxBody: 4096, maxRows: 100)
        .Drain(10.Seconds())
        .ReachableFrom("ingress-nginx", "monitoring")
        .Environment("staging")
        .Environment("production", production => production
            .Namespace("models")
            .Digest(Digest)
            .Replicas(4, 20)
            .Resources(cpu: "1", memory: "2Gi"));

    public static Definition Definition(Func<KubernetesBuilder, KubernetesBuilder> kubernetes, string name = "fraud") => new(name, to => to.Docker().Kubernetes(kubernetes));

    /// <summary>The files of a definition that is a good one.</summary>
    public static ImmutableArray<EmittedFile> Files(Func<KubernetesBuilder, KubernetesBuilder> kubernetes, string name = "fraud")
    {
        var emission = Emit(kubernetes, name);
        Assert.Equal([], emission.Diagnostics);
        return emission.Files;
    }

    public static Emission Emit(Func<KubernetesBuilder, KubernetesBuilder> kubernetes, string name = "fraud")
    {
        var definition = Definition(kubernetes, name);
        Assert.Equal([], definition.Findings);
        return new KubernetesEmitter().Emit(definition.Input());
    }

    /// <summary>The arguments that the cluster gives the server, with the ConfigMap's values in their places.</summary>
    public static string[] ServerArguments(Func<KubernetesBuilder, KubernetesBuilder> kubernetes)
    {
        var files = Files(kubernetes);
        var values = Scalars(files, "base/kustomization.yaml", "/configMapGenerator/0/literals/").Select(literal => literal.Split('=', 2)).ToArray();
        return [.. Scalars(files, "base/deployment.yaml", "/spec/template/spec/containers/0/args/")
            .Select(argument => values.Aggregate(argument, (text, value) => text.Replace($"$({value[0]})", value[1], StringComparison.Ordinal)))];
    }

    /// <summary>All files as one text.</summary>
    public static string Joined(ImmutableArray<EmittedFile> files) => string.Join('\n', files.Select(file => $"# {file.Path}\n{file.Text}"));

    private static IEnumerable<string> Scalars(ImmutableArray<EmittedFile> files, string path, string under) =>
        RenderedObject.Of(files.Single(file => file.Path.EndsWith(path, StringComparison.Ordinal)).Text).Values
            .Where(value => value.Key.StartsWith(under, StringComparison.Ordinal))
            .Select(value => value.Value);
}
