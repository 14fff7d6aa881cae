using MLOpsBuild.Learning;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>The package that the last environment serves, when it is another model than the candidate.</summary>
internal sealed class Champion
{
    public const string Tag = "champion";

    private readonly OciLayout _registry;
    private readonly Descriptor _package;

    private Champion(OciLayout registry, Descriptor package, string modelDigest)
    {
        _registry = registry;
        _package = package;
        ModelDigest = modelDigest;
    }

    /// <summary>The digest of its model's file.</summary>
    public string ModelDigest { get; }

    /// <summary>The champion of the pipeline, or null: where none has been deployed, and where it is the candidate itself, which deploying made it.</summary>
    public static async Task<Champion?> FindAsync(StageScope scope)
    {
        if (scope.Remote is { } remote)
            await remote.LearnChampionAsync();
        if (!Directory.Exists(scope.Registry))
            return null;
        var registry = OciLayout.Open(scope.Registry);
        if (await registry.FindAsync(scope.Pipeline.Name, Tag) is not { } package)
            return null;

        var config = await registry.ReadConfigAsync(package);
        var model = config.Files.Single(file => file.Name == StageFiles.Model).Digest.ToString();
        return scope.Record("train")?.Outputs.GetValueOrDefault(StageFiles.Model)?.Digest == model ? null : new(registry, package, model);
    }

    public Task UnpackAsync(string folder, CancellationToken cancellation) => _registry.UnpackAsync(_package, folder, cancellation);
}
