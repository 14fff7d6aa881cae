using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Components.Tests;

/// <summary>A build of one pipeline whose packages must be signed, and one whose packages need not.</summary>
internal sealed class SigningBuild : Targets.NukeBuild, IPush, IVerify, IReleaseNotes
{
    public IReadOnlyList<MLPipeline> Pipelines { get; } =
        [new OneColumn("fraud", to => to.Push(push => push.RequireSignature("keys/trust.json"))), new OneColumn("churn")];
}
