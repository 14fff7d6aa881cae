using System.Collections.Immutable;
using MLOpsBuild.Learning;
using Pipelines;

namespace MLOpsBuild.Testing;

/// <summary>The credit model of this repository, prepared and trained once for all tests.</summary>
public sealed class TrainedModel : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TrainedModel()
    {
        var pipeline = new CreditScoring().Model;
        var prepared = Directory.CreateDirectory(_folder.File("prepared")).FullName;
        var package = Directory.CreateDirectory(Package).FullName;
        var data = Repository.File("pipelines", "credit-scoring", pipeline.Data.Csv);
        Assert(PrepareStage.Run(pipeline, data, prepared, StageContext.Silent));
        Assert(TrainStage.Run(pipeline, prepared, package, StageContext.Silent));
        File.Copy(Path.Combine(prepared, StageFiles.Profile), Path.Combine(package, StageFiles.Profile));
        Scorer = ModelScorer.Load(package);
        Known = KnownRowsFile.Read(Path.Combine(package, StageFiles.KnownRows), Scorer.Schema);
    }

    /// <summary>The files of a package.</summary>
    public string Package => _folder.File("package");

    public ModelScorer Scorer { get; }

    public ImmutableArray<KnownRow> Known { get; }

    /// <summary>Copies the package's files into a new folder.</summary>
    public void CopyTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(Package))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
    }

    public void Dispose() => _folder.Dispose();

    private static void Assert(StageResult result) => Xunit.Assert.True(result.Passed, result.Headline);
}
