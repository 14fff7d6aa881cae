using MLOpsBuild.Delivery;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Components;

/// <summary>The environments that models run in.</summary>
public interface IHazEnvironments : IHazLocalServer
{
    /// <summary>The environment that a target works on; <c>local</c> where none is given.</summary>
    [Parameter("The environment to work on: one that the definition names, or local, which is the default.", Name = "environment")]
    string? TargetEnvironment => TryGetValue(() => TargetEnvironment);

    /// <summary>The port on loopback; the definition's where none is given.</summary>
    [Parameter("The port on loopback; the definition's by default.")]
    int? Port => TryGetValue<int?>(() => Port);

    /// <summary>Who approved, where a CI server asked.</summary>
    [Parameter("Who approved the plan of --plan-digest, or the rollback, as the CI server knows them.")]
    string? ApprovedBy => TryGetValue(() => ApprovedBy);

    /// <summary>A driver of the build's own for an environment, where the ones that come with it do not fit; null, the default, takes those.</summary>
    /// <param name="environment">The environment's definition.</param>
    IEnvironmentDriver? DriverOf(DeployEnvironment environment) => null;
}
