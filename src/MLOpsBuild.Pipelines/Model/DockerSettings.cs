using System.Collections.Immutable;

namespace MLOpsBuild.Pipelines;

/// <summary>How a pipeline's model is made a container image.</summary>
public sealed record DockerSettings
{
    /// <summary>The image to build on, with ASP.NET Core and <c>sh</c>; name it by digest to get the same image again. Default <c>mcr.microsoft.com/dotnet/aspnet:10.0</c>.</summary>
    public string Base { get; init; } = "mcr.microsoft.com/dotnet/aspnet:10.0";

    /// <summary>Changes of the Dockerfile by code, in order.</summary>
    [NotInKey]
    public ImmutableArray<Customization> Customizations { get; init; } = [];

    /// <summary>Where the definition says so.</summary>
    [NotInKey]
    public SourceLocation? Location { get; init; }
}
