namespace MLOpsBuild.Pipelines;

/// <summary>Says how a pipeline runs on Jenkins.</summary>
public sealed class JenkinsBuilder
{
    private JenkinsSettings _settings;

    internal JenkinsBuilder(SourceLocation location) => _settings = new() { Location = location };

    /// <summary>The agents' label, or an expression of labels.</summary>
    public JenkinsBuilder Agent(string label) => With(_settings with { Agent = label });

    /// <summary>Runs the stages in a container of this image on the agent; needs the plugin Docker Pipeline.</summary>
    public JenkinsBuilder InContainer(string image) => With(_settings with { Image = image });

    /// <summary>The time after which a stage is ended.</summary>
    public JenkinsBuilder Timeout(TimeSpan stage) => With(_settings with { Timeout = stage });

    /// <summary>The time for which an approval is waited for; without one by then the build is ended.</summary>
    public JenkinsBuilder ApprovalWithin(TimeSpan time) => With(_settings with { ApprovalTimeout = time });

    /// <summary>Builds of which Jenkins keeps logs and artifacts.</summary>
    public JenkinsBuilder KeepBuilds(int count) => With(_settings with { KeepBuilds = count });

    /// <summary>Plugins beyond the suggested ones that the controller has, and that the Jenkinsfile may use.</summary>
    public JenkinsBuilder Plugins(params JenkinsPlugin[] plugins) => With(_settings with { Plugins = [.. plugins.Distinct().Order()] });

    /// <summary>Adds a change of the Jenkinsfile; emitters bring the typed form of this.</summary>
    public JenkinsBuilder Customized(Customization customization) =>
        With(_settings with { Customizations = _settings.Customizations.Add(customization) });

    /// <summary>Adds a change of the Jenkinsfile with what people do by hand; emitters bring the typed form of this.</summary>
    public JenkinsBuilder CustomizedOperations(Customization customization) =>
        With(_settings with { OperationsCustomizations = _settings.OperationsCustomizations.Add(customization) });

    internal JenkinsSettings ToSettings() => _settings;

    private JenkinsBuilder With(JenkinsSettings settings)
    {
        _settings = settings;
        return this;
    }
}
