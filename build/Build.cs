using MLOpsBuild.Components;
using MLOpsBuild.Emitters;
using MLOpsBuild.Pipelines;
using Pipelines;

internal sealed class Build : NukeBuild, ILive, IPromote, IOperate, ILedger, IPredict, IImage, IVerify, IReleaseNotes, IClean, IGenerate, ICheck, ITestSolution
{
    public static int Main() => Execute<Build>(x => ((ILive)x).Live);

    public IReadOnlyList<MLPipeline> Pipelines { get; } = [new CreditScoring(), new CustomerChurn(), new BreastCancer()];

    public IReadOnlyList<Emission> RepositoryFiles => [RepositoryWorkflow.Emit()];

    /// <summary>Does nothing: what is left is the cost of starting, for benchmarks/.</summary>
    private Target Empty => _ => _
        .Unlisted()
        .Executes(() => { });
}
