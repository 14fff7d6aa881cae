using System.Collections.Immutable;

namespace MLOpsBuild.Pipelines;

/// <summary>How a pipeline's model is made a container image.</summary>
public sealed record DockerSettings
{
    /// <summary>The image to build on, with ASP.NET Core and <c>sh</c>; name it by digest to get the same image again. Default <c>mcr.microsoft.com/dotnet/aspnet:10.0</c>.</summary>
    public string Base { get; init; } = "mcr.microsoft.com/dotnet/aspnet:10.0";

    /// <summary>The image's name with its registry, without tag and digest; null stands for what <see cref="ImageNames.Of"/> makes of the rest of the definition.</summary>
    public string? Image { get; init; }

    /// <summary>What an image is built on where there is no Docker engine, <c>docker://HOST/IMAGE@sha256:...</c> or, relative to the checkout, <c>oci:FOLDER@sha256:...</c> or <c>oci-archive:FILE@sha256:...</c>; null, the default, asks for an engine.</summary>
    public string? DaemonlessBase { get; init; }

    /// <summary>Changes of the Dockerfile by code, in order.</summary>
    [NotInKey]
    public ImmutableArray<Customization> Customizations { get; init; } = [];

    /// <summary>Where the definition says so.</summary>
    [NotInKey]
    public SourceLocation? Location { get; init; }
}
