using System.Runtime.CompilerServices;

namespace MLOpsBuild.Pipelines;

/// <summary>Says where the model runs.</summary>
public sealed class DeployBuilder
{
    private DeployDefinition _deploy;

    internal DeployBuilder(DeployDefinition deploy) => _deploy = deploy;

    /// <summary>The model server on this machine's loopback address.</summary>
    public DeployBuilder Local(int port = 8080, int keepReleases = 3)
    {
        _deploy = _deploy with { Local = new() { Port = port, KeepReleases = keepReleases } };
        return this;
    }

    /// <summary>An environment that CI deploys to, after those named before it; <c>local</c> is the machine of the job itself.</summary>
    public DeployBuilder Environment(string name, Func<EnvironmentBuilder, EnvironmentBuilder>? environment = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var builder = new EnvironmentBuilder(name, SourceLocation.Of(file, line));
        _deploy = _deploy with { Environments = _deploy.Environments.Add((environment?.Invoke(builder) ?? builder).ToEnvironment()) };
        return this;
    }

    internal DeployDefinition ToDefinition() => _deploy;
}
