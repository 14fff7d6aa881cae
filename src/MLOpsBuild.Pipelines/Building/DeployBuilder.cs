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

    internal DeployDefinition ToDefinition() => _deploy;
}
