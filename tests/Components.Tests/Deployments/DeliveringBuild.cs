using MLOpsBuild.Delivery;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Components.Tests;

/// <summary>A build whose pipeline is deployed to staging, then to production, where it has to be approved.</summary>
internal sealed class DeliveringBuild : Targets.NukeBuild, IPush, IPromote, IOperate, ILedger
{
    public IReadOnlyList<MLPipeline> Pipelines { get; } =
    [
        new OneColumn("fraud", to => to
            .Deploy(deploy => deploy
                .Environment("staging")
                .Environment("nowhere")
                .Environment("production", production => production.After("staging").Approvers("release-managers")))),
    ];

    public Dictionary<string, MemoryHosts> Drivers { get; set; } = [];

    IEnvironmentDriver? IHazEnvironments.DriverOf(DeployEnvironment environment) => Drivers.GetValueOrDefault(environment.Name);
}
