namespace MLOpsBuild.Pipelines;

/// <summary>Where packages are pushed.</summary>
public sealed record PushDefinition
{
    /// <summary>The OCI registry and the path in it, such as <c>ghcr.io/acme/models</c>, below which each pipeline is a repository; null, the default, keeps packages in <c>.mlops/registry</c> alone.</summary>
    public string? Registry { get; init; }

    /// <summary>Whether a package must be signed to be pushed and deployed. Default false.</summary>
    public bool MustBeSigned { get; init; }

    /// <summary>The file that says whose signatures count, by its path in the checkout. Default <c>trust.json</c>.</summary>
    public string TrustPolicy { get; init; } = "trust.json";

    /// <summary>Where the definition says so.</summary>
    [NotInKey]
    public SourceLocation? Location { get; init; }
}
