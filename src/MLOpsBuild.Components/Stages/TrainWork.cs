using System.Collections.Immutable;
using MLOpsBuild.Learning;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Components;

/// <summary>Fits the model on the training rows.</summary>
internal sealed class TrainWork : StageWork
{
    public static TrainWork Instance { get; } = new();

    public override string Name => "train";

    public override ImmutableArray<StageWork> Upstream => [PrepareWork.Instance];

    public override Task<IEnumerable<KeyValuePair<string, string>>> InputsAsync(StageScope scope) => Of(
    [
        Definition(StageDefinitions.Train(scope.Pipeline)),
        .. scope.Outputs("prepare", StageFiles.TrainRows, StageFiles.Profile),
        .. CodeVersions.Learning,
        .. CodeVersions.Custom(scope.Pipeline.Train.Trainer.CustomCode),
    ]);

    public override Task<StageResult> RunAsync(StageScope scope, string output, StageContext context) =>
        Task.FromResult(TrainStage.Run(scope.Pipeline, scope.Artifacts.Folder("prepare"), output, context));
}
