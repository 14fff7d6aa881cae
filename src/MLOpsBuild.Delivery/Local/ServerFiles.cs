using System.Collections.Immutable;

namespace MLOpsBuild.Delivery;

/// <summary>The files of the model server that a release keeps: what this system runs, without debug symbols and documentation.</summary>
internal sealed class ServerFiles
{
    private static readonly string[] Left = [".pdb", ".xml", ".dbg", ".dwarf"];

    private readonly string _folder;

    public ServerFiles(string folder)
    {
        if (!File.Exists(Path.Combine(folder, LocalPaths.Server)))
            throw DeliveryErrors.BadRequest($"'{folder}' holds no {LocalPaths.Server}.", "Build the model server (./build.sh does), or name the folder that holds it.");
        _folder = folder;
    }

    /// <summary>The hash of each file by its place in a release.</summary>
    public ImmutableSortedDictionary<string, string> Hashes() => FileHashes.Of(_folder, "server/", Wanted);

    public void CopyTo(string target)
    {
        foreach (var file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(_folder, file);
            if (!Wanted(path.Replace('\\', '/')))
                continue;
            var copy = Path.Combine(target, path);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static bool Wanted(string path) =>
        !Left.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
        && (!path.StartsWith("runtimes/", StringComparison.Ordinal) || path.StartsWith("runtimes/unix", StringComparison.Ordinal) || path.StartsWith(Native, StringComparison.Ordinal));

    private static string Native => OperatingSystem.IsMacOS() ? "runtimes/osx" : "runtimes/linux";
}
