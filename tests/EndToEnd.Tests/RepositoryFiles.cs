using MLOpsBuild.Testing;

namespace MLOpsBuild.EndToEnd.Tests;

/// <summary>The files of this repository that git tracks or would track.</summary>
internal static class RepositoryFiles
{
    public static IReadOnlyList<string> All { get; } = List();

    private static string[] List() =>
    [
        .. Git.Run(Repository.Root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(name => File.Exists(Repository.File(name))),
    ];
}
