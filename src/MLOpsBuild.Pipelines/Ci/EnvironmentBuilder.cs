namespace MLOpsBuild.Pipelines;

/// <summary>Says what an environment is.</summary>
public sealed class EnvironmentBuilder
{
    private DeployEnvironment _environment;

    internal EnvironmentBuilder(string name, SourceLocation location) => _environment = new() { Name = name, Location = location };

    /// <summary>Users or groups of the CI server, one of whom must approve each deployment.</summary>
    public EnvironmentBuilder Approvers(params string[] names)
    {
        _environment = _environment with { Approvers = [.. names] };
        return this;
    }

    internal DeployEnvironment ToEnvironment() => _environment;
}
