using MLOpsBuild.Learning;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Components;

/// <summary>Reads, checks, splits and profiles the data.</summary>
internal sealed class PrepareWork : StageWork
{
    public static PrepareWork Instance { get; } = new();

    public override string Name => "prepare";

    public override Task<IEnumerable<KeyValuePair<string, string>>> InputsAsync(StageScope scope) => Of(
    [
        Definition(StageDefinitions.Prepare(scope.Pipeline)),
        new(scope.Pipeline.Data.Csv, File.Exists(Data(scope)) ? FileDigest.OfFile(Data(scope)) : "missing"),
        .. CodeVersions.Learning,
    ]);

    public override Task<StageResult> RunAsync(StageScope scope, string output, StageContext context) =>
        Task.FromResult(PrepareStage.Run(scope.Pipeline, Data(scope), output, context));

    private static string Data(StageScope scope) => Path.Combine(scope.Source, scope.Pipeline.Data.Csv);
}
