using System.Collections.Immutable;
using MLOpsBuild.Learning;
using MLOpsBuild.Pipelines;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>Puts the model and what a reader of it needs into one content-addressed package; nothing measured, no clock.</summary>
internal sealed class PackageWork : StageWork
{
    private static readonly (string Stage, string File)[] Content =
    [
        ("train", StageFiles.Model),
        ("train", StageFiles.ModelSchema),
        ("train", StageFiles.KnownRows),
        ("prepare", StageFiles.Profile),
    ];

    public static PackageWork Instance { get; } = new();

    public override string Name => "package";

    public override ImmutableArray<StageWork> Upstream => [PrepareWork.Instance, TrainWork.Instance, TestWork.Instance, ValidateWork.Instance];

    public override Task<IEnumerable<KeyValuePair<string, string>>> InputsAsync(StageScope scope) => Of(
    [
        Definition(StageDefinitions.Package(scope.Pipeline)),
        .. Content.SelectMany(content => scope.Outputs(content.Stage, content.File)),
        .. CodeVersions.Registry,
    ]);

    public override async Task<StageResult> RunAsync(StageScope scope, string output, StageContext context)
    {
        var content = Directory.CreateDirectory(Path.Combine(output, "content")).FullName;
        foreach (var (stage, file) in Content)
            File.Copy(Path.Combine(scope.Artifacts.Folder(stage), file), Path.Combine(content, file));

        var config = new PackageConfig(PackageConfig.CurrentFormatVersion, scope.Pipeline.Name, "binary-classification");
        var package = await ModelPackage.WriteAsync(content, config, Path.Combine(output, "oci"), context.Cancellation);
        Directory.Delete(content, recursive: true);
        Directory.Delete(Path.Combine(output, "oci", OciLayout.WorkingFolder), recursive: true);
        return new($"Packaged {scope.Pipeline.Name}", [], [new("digest", package.Digest.ToString())]);
    }
}
