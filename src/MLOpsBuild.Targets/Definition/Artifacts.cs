using System.IO.Enumeration;

namespace MLOpsBuild.Targets;

/// <summary>Looks for what a target says it leaves: paths from the root, in which * stands for any text.</summary>
internal static class Artifacts
{
    public static bool AreThere(AbsolutePath root, string artifact)
    {
        var path = Path.GetFullPath(artifact, root);
        var star = path.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
            return Path.Exists(path);
        var folder = path[..path.LastIndexOf('/', star)];
        return Directory.Exists(folder)
            && Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Any(it => FileSystemName.MatchesSimpleExpression(path, it, ignoreCase: false));
    }
}
