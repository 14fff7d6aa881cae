using MLOpsBuild.Learning;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>The package that a candidate is compared with.</summary>
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

    /// <summary>
    /// The champion of the pipeline, the package that the last environment serves; null where none has been deployed. A candidate that deploying made the
    /// champion is compared with the one that it was judged against before, where that is still here: against itself it could not fail.
    /// </summary>
    public static async Task<Champion?> FindAsync(StageScope scope)
    {
        if (scope.Remote is { } remote)
            await remote.LearnChampionAsync();
        if (!Directory.Exists(scope.Registry))
            return null;
        var registry = OciLayout.Open(scope.Registry);
        if (await registry.FindAsync(scope.Pipeline.Name, Tag) is not { } package)
            return null;
        var champion = await ReadAsync(registry, package);
        if (scope.Record("train")?.Outputs.GetValueOrDefault(StageFiles.Model)?.Digest != champion.ModelDigest)
            return champion;
        return ValidateWork.JudgedAgainst(scope, champion.ModelDigest) is { } earlier ? await FindAsync(registry, scope.Pipeline.Name, earlier) : null;
    }

    public Task UnpackAsync(string folder, CancellationToken cancellation) => _registry.UnpackAsync(_package, folder, cancellation);

    /// <summary>The newest version with a model.</summary>
    private static async Task<Champion?> FindAsync(OciLayout registry, string pipeline, string modelDigest)
    {
        foreach (var version in (await registry.ListAsync(pipeline)).Where(tag => tag.IsVersion).Reverse())
        {
            if (await ReadAsync(registry, version.Descriptor) is var found && found.ModelDigest == modelDigest)
                return found;
        }

        return null;
    }

    private static async Task<Champion> ReadAsync(OciLayout registry, Descriptor package)
    {
        var config = await registry.ReadConfigAsync(package);
        return new(registry, package, config.Files.Single(file => file.Name == StageFiles.Model).Digest.ToString());
    }
}
