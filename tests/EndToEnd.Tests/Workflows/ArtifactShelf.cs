using MLOpsBuild.Testing;

namespace MLOpsBuild.EndToEnd.Tests.Workflows;

/// <summary>Artifacts of a run, as actions/upload-artifact and actions/download-artifact hand them on: contents, no times, no modes.</summary>
internal sealed class ArtifactShelf : IDisposable
{
    private readonly TemporaryFolder _folder = new("mlops artifacts");

    /// <summary>Where an artifact lies between jobs.</summary>
    public string PathOf(string name) => _folder.File(name);

    public void Upload(string workspace, IReadOnlyDictionary<string, string> with)
    {
        var target = PathOf(with["name"]);
        var paths = with["path"].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var files = paths.SelectMany(path => FilesOf(Path.Combine(workspace, path), with.GetValueOrDefault("include-hidden-files") == "true")).ToArray();
        if (files.Length == 0)
        {
            if (with.GetValueOrDefault("if-no-files-found") == "error")
                throw new StepException($"No files were found with the provided path: {with["path"]}. No artifacts will be uploaded.");
            return;
        }

        if (Directory.Exists(target))
        {
            if (with.GetValueOrDefault("overwrite") != "true")
                throw new StepException($"An artifact with the name {with["name"]} already exists on this run.");
            Directory.Delete(target, recursive: true);
        }

        Copy(files, paths.Length == 1 ? Path.Combine(workspace, paths[0]) : CommonFolder(files), target);
    }

    public void Download(string workspace, IReadOnlyDictionary<string, string> with)
    {
        var source = PathOf(with["name"]);
        if (!Directory.Exists(source))
            throw new StepException($"Unable to download artifact(s): Artifact not found for name: {with["name"]}");
        Copy([.. FilesOf(source, hidden: true)], source, Path.Combine(workspace, with["path"]));
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string> FilesOf(string path, bool hidden) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Where(file => hidden || !Path.GetRelativePath(path, file).Split('/').Any(part => part.StartsWith('.')))
        : [];

    /// <summary>Several paths keep their folders below the deepest one that holds them all.</summary>
    private static string CommonFolder(string[] files) => files.Select(file => Path.GetDirectoryName(file)!)
        .Aggregate((common, folder) =>
        {
            while (folder != common && !folder.StartsWith(common + "/", StringComparison.Ordinal))
                common = Path.GetDirectoryName(common)!;
            return common;
        });

    private static void Copy(string[] files, string from, string to)
    {
        foreach (var file in files)
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, File.ReadAllBytes(file));
        }
    }
}

/// <summary>A step that fails, as its action would.</summary>
internal sealed class StepException(string message) : Exception(message);
