using System.Collections.Concurrent;
using MLOpsBuild.Learning.Tests.Data;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning.Tests.Behaviour;

/// <summary>The shipped pipelines, prepared and trained once for all tests of a class.</summary>
public sealed class TrainedModels : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("behaviour-");
    private readonly ConcurrentDictionary<string, Lazy<(string Prepared, string Trained)>> _models = new();
    private int _runs;

    internal (string Prepared, string Trained) Folders(string name) => _models.GetOrAdd(name, _ => new(() => Train(Shipped.Pipeline(name)))).Value;

    /// <summary>Tests a model, which may be that of another folder and another definition than the shipped one.</summary>
    internal BehaviourRun Test(Pipeline pipeline, string? trained = null)
    {
        var (prepared, own) = Folders(pipeline.Name);
        var output = NewFolder();
        return new(TestStage.Run(pipeline, prepared, trained ?? own, output, StageContext.Silent), output);
    }

    /// <summary>A copy of a trained model's folder, to be spoilt.</summary>
    internal string Copy(string name)
    {
        var copy = NewFolder();
        foreach (var file in Directory.GetFiles(Folders(name).Trained))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return copy;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private (string Prepared, string Trained) Train(Pipeline pipeline)
    {
        var (prepared, trained) = (NewFolder(), NewFolder());
        Assert.Empty(PrepareStage.Run(pipeline, Shipped.DataFile(pipeline), prepared, StageContext.Silent).Findings);
        Assert.Empty(TrainStage.Run(pipeline, prepared, trained, StageContext.Silent).Findings);
        return (prepared, trained);
    }

    private string NewFolder() => _folder.CreateSubdirectory(FormattableString.Invariant($"{Interlocked.Increment(ref _runs)}")).FullName;
}

internal sealed record BehaviourRun(StageResult Result, string Folder)
{
    public BehaviourReport Report => BehaviourReport.Read(Path.Combine(Folder, StageFiles.Behaviour));

    public string JUnit => File.ReadAllText(Path.Combine(Folder, StageFiles.JUnit));

    public BehaviourResult this[string name] => Report.Results.Single(result => result.Name == name);
}
