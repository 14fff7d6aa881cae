namespace MLOpsBuild.Pipelines;

/// <summary>Says how a pipeline runs on GitHub Actions.</summary>
public sealed class GitHubActionsBuilder
{
    private GitHubActionsSettings _settings;

    internal GitHubActionsBuilder(SourceLocation location) => _settings = new() { Location = location };

    /// <summary>Labels of the runner, all of which it must have.</summary>
    public GitHubActionsBuilder RunsOn(params string[] labels) => With(_settings with { RunsOn = [.. labels] });

    /// <summary>The time after which a job is ended.</summary>
    public GitHubActionsBuilder Timeout(TimeSpan job) => With(_settings with { Timeout = job });

    /// <summary>Days for which artifacts are kept.</summary>
    public GitHubActionsBuilder Retention(int days) => With(_settings with { RetentionDays = days });

    /// <summary>Adds a change of the workflow; emitters bring the typed form of this.</summary>
    public GitHubActionsBuilder Customized(Customization customization) =>
        With(_settings with { Customizations = _settings.Customizations.Add(customization) });

    /// <summary>Adds a change of the workflow with what people do by hand; emitters bring the typed form of this.</summary>
    public GitHubActionsBuilder CustomizedOperations(Customization customization) =>
        With(_settings with { OperationsCustomizations = _settings.OperationsCustomizations.Add(customization) });

    internal GitHubActionsSettings ToSettings() => _settings;

    private GitHubActionsBuilder With(GitHubActionsSettings settings)
    {
        _settings = settings;
        return this;
    }
}
