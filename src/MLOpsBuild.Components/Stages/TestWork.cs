using System.Collections.Immutable;
using MLOpsBuild.Learning;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Components;

/// <summary>Tests how the model behaves.</summary>
internal sealed class TestWork : StageWork
{
    public static TestWork Instance { get; } = new();

    public override string Name => "test";

    public override ImmutableArray<StageWork> Upstream => [PrepareWork.Instance, TrainWork.Instance];

    public override Task<IEnumerable<KeyValuePair<string, string>>> InputsAsync(StageScope scope) => Of(
    [
        Definition(StageDefinitions.Test(scope.Pipeline)),
        .. scope.Outputs("prepare", StageFiles.TestRows, StageFiles.Profile),
        .. scope.Outputs("train", StageFiles.Model, StageFiles.ModelSchema, StageFiles.KnownRows),
        .. CodeVersions.Learning,
    ]);

    public override Task<StageResult> RunAsync(StageScope scope, string output, StageContext context) =>
        Task.FromResult(TestStage.Run(scope.Pipeline, scope.Artifacts.Folder("prepare"), scope.Artifacts.Folder("train"), output, context));
}
