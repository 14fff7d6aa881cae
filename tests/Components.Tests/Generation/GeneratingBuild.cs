using MLOpsBuild.Emitters;
using MLOpsBuild.Pipelines;
using MLOpsBuild.Targets;

namespace MLOpsBuild.Components.Tests;

/// <summary>A build with two pipelines, a target of its own between two stages, and files of the repository.</summary>
internal sealed class GeneratingBuild : NukeBuild, IPush, IDeploy, IGenerate, ICheck
{
    public IReadOnlyList<MLPipeline> Pipelines { get; set; } = [new OneColumn("fraud"), new OneColumn("churn")];

    public IReadOnlyList<Emission> RepositoryFiles { get; set; } = [];

    [Parameter("How thorough to be")]
    private Care? Thoroughness { get; set; }

    [Parameter("The key of the explainer"), Secret]
    private string? ExplainerKey { get; set; }

    private Target Explain => _ => _
        .Description("Explains the model")
        .DependsOn(((IValidate)this).Validate)
        .DependentFor(((IPackage)this).Package)
        .Produces("artifacts/explanations")
        .Executes(() => Console.WriteLine($"{Thoroughness} {ExplainerKey?.Length}"));

    private enum Care
    {
        Quick,
        Thorough,
    }
}

/// <summary>A pipeline that runs on GitHub Actions.</summary>
internal sealed class OneColumn(string name, Func<IDeliverBuilder<OneColumn.Row>, IDefinedPipeline>? deliver = null) : BinaryClassification<OneColumn.Row>
{
    public override string Name => name;

    protected override IDefinedPipeline Define(IPipelineBuilder<Row> pipeline) => (deliver ?? (to => to.On(Push("main")).GitHubActions()))(pipeline
        .Data(data => data.Csv("rows.csv"))
        .Train(LogisticRegression())
        .Validate(gate => gate.AtLeast(Auc, 0.5)));

    internal sealed record Row
    {
        [Label(positive: "yes", negative: "no")]
        public bool Answer { get; init; }

        public float Number { get; init; }
    }
}
