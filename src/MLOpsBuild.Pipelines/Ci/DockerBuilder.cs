namespace MLOpsBuild.Pipelines;

/// <summary>Says how a pipeline's model is made a container image.</summary>
public sealed class DockerBuilder
{
    private DockerSettings _settings;

    internal DockerBuilder(SourceLocation location) => _settings = new() { Location = location };

    /// <summary>The image to build on, with ASP.NET Core and <c>sh</c>, by tag or, better, by digest.</summary>
    public DockerBuilder Base(string image) => With(_settings with { Base = image });

    /// <summary>The image's name with its registry, without tag and digest, as in <c>registry.example/models/credit</c>.</summary>
    public DockerBuilder Image(string name) => With(_settings with { Image = name });

    /// <summary>Where there is no Docker engine, the image is made without one.</summary>
    /// <param name="image">What it is built on, by digest: <c>docker://HOST/IMAGE@sha256:...</c> or, relative to the checkout, <c>oci:FOLDER@sha256:...</c> or <c>oci-archive:FILE@sha256:...</c>; it has glibc, libstdc++, ICU and <c>bash</c>.</param>
    public DockerBuilder Daemonless(string image) => With(_settings with { DaemonlessBase = image });

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
