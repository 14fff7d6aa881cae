namespace MLOpsBuild.Pipelines;

/// <summary>Says how a pipeline's model is made a container image.</summary>
public sealed class DockerBuilder
{
    private DockerSettings _settings;

    internal DockerBuilder(SourceLocation location) => _settings = new() { Location = location };

    /// <summary>The image to build on, with ASP.NET Core and <c>sh</c>, by tag or, better, by digest.</summary>
    public DockerBuilder Base(string image) => With(_settings with { Base = image });

    /// <summary>Adds a change of the Dockerfile; emitters bring the typed form of this.</summary>
    public DockerBuilder Customized(Customization customization) =>
        With(_settings with { Customizations = _settings.Customizations.Add(customization) });

    internal DockerSettings ToSettings() => _settings;

    private DockerBuilder With(DockerSettings settings)
    {
        _settings = settings;
        return this;
    }
}
