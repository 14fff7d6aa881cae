using System.Collections.Immutable;
using MLOpsBuild.Learning;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Components;

/// <summary>Measures the model, judges it by its gates and against the champion, and writes the report.</summary>
internal sealed class ValidateWork : StageWork
{
    private const string ChampionInput = "the champion";

    public static ValidateWork Instance { get; } = new();

    public override string Name => "validate";

    public override ImmutableArray<StageWork> Upstream => [PrepareWork.Instance, TrainWork.Instance, TestWork.Instance];

    /// <summary>The digest of the model that the record says a model was judged against; null where it names none, or is of another model.</summary>
    public static string? JudgedAgainst(StageScope scope, string modelDigest) =>
        scope.Record(Instance.Name)?.Inputs is { } judged && scope.Outputs("train", StageFiles.Model).All(model => model.Value == modelDigest && judged.GetValueOrDefault(model.Key) == modelDigest)
            ? judged.GetValueOrDefault(ChampionInput)
            : null;

    public override async Task<IEnumerable<KeyValuePair<string, string>>> InputsAsync(StageScope scope) =>
    [
        Definition(StageDefinitions.Validate(scope.Pipeline)),
        .. scope.Outputs("prepare", StageFiles.TestRows, StageFiles.Profile, StageFiles.Prepared),
        .. scope.Outputs("train", StageFiles.Model, StageFiles.ModelSchema),
        .. scope.Outputs("test", StageFiles.Behaviour),
        .. await ChampionAsync(scope) is { } champion ? [new(ChampionInput, champion)] : Array.Empty<KeyValuePair<string, string>>(),
        .. CodeVersions.Learning,
    ];

    public override async Task<StageResult> RunAsync(StageScope scope, string output, StageContext context)
    {
        var champion = await Champion.FindAsync(scope);
        using var folder = new ScratchFolder(output, "champion");
        if (champion is not null)
            await champion.UnpackAsync(folder.Path, context.Cancellation);
        var options = new ValidateOptions
        {
            ChampionFolder = champion is null ? null : folder.Path,
            TestFolder = scope.Artifacts.Folder("test"),
            Facts =
            [
                new("data", scope.Record("prepare")!.Inputs[scope.Pipeline.Data.Csv]),
                .. scope.Outputs("train", StageFiles.Model),
                .. CodeVersions.Learning,
            ],
        };
        return ValidateStage.Run(scope.Pipeline, scope.Artifacts.Folder("prepare"), scope.Artifacts.Folder("train"), options, output, context);
    }

    // A later job of CI goes on with what was judged, whoever has become the champion meanwhile, and needs no registry for it.
    private async Task<string?> ChampionAsync(StageScope scope) => scope.Remote is not null && !scope.Judges()
        ? scope.Record(Name)?.Inputs.GetValueOrDefault(ChampionInput)
        : (await Champion.FindAsync(scope))?.ModelDigest;
}
