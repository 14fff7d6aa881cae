using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace MLOpsBuild.Delivery;

/// <summary>The files of the model server that one system runs: no other system's libraries, no debug symbols, no documentation.</summary>
internal sealed class ServerFiles
{
    private static readonly string[] Left = [".pdb", ".xml", ".dbg", ".dwarf"];

    private readonly string _folder;
    private readonly ImmutableArray<string> _runtimes;

    /// <param name="folder">Where the server was compiled to.</param>
    /// <param name="system"><c>linux</c> or <c>osx</c>; this machine's where none is given.</param>
    /// <param name="architecture">As .NET names it, such as <c>x64</c>; this machine's where none is given.</param>
    public ServerFiles(string folder, string? system = null, string? architecture = null)
    {
        if (!File.Exists(Path.Combine(folder, LocalPaths.Server)))
            throw DeliveryErrors.BadRequest($"'{folder}' holds no {LocalPaths.Server}.", "Build the model server (./build.sh does), or name the folder that holds it.");
        _folder = folder;
        system ??= OperatingSystem.IsMacOS() ? "osx" : "linux";
        architecture ??= RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        _runtimes = ["any", "unix", $"unix-{architecture}", system, $"{system}-{architecture}", $"{system}-musl-{architecture}"];
    }

    /// <summary>The paths of the files, relative and with forward slashes, in ordinal order.</summary>
    public IEnumerable<string> Paths() => Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(_folder, file).Replace('\\', '/'))
        .Where(Wanted)
        .Order(StringComparer.Ordinal);

    /// <summary>The full path of one of <see cref="Paths"/>.</summary>
    public string FileOf(string path) => Path.Combine(_folder, path);

    /// <summary>The hash of each file by its place in a release.</summary>
    public ImmutableSortedDictionary<string, string> Hashes() => FileHashes.Of(_folder, "server/", Wanted);

    public void CopyTo(DurableFiles files, string target)
    {
        foreach (var path in Paths())
        {
            var copy = Path.Combine(target, path);
            files.CreateFolder(Path.GetDirectoryName(copy)!);
            files.Copy(FileOf(path), copy);
        }
    }

    private bool Wanted(string path) =>
        !Left.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
        && (path.Split('/') is not ["runtimes", var runtime, ..] || _runtimes.Contains(runtime));
}
