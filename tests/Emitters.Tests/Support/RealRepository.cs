using CliWrap;
using CliWrap.Buffered;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>This repository as a CI server gets it: committed, and cloned. A clone is given the compiled build where this one has it; <c>build.sh</c> compares contents before it uses that.</summary>
internal static class RealRepository
{
    private static readonly string[] Compiled = [Path.Combine(".build", "own", "bin", "_build"), Path.Combine(".build", "own", "bin", "MLOpsBuild.Serving"), Path.Combine(".build", "own", "compiled")];

    /// <summary>A repository with one commit: every file that git tracks here or would track.</summary>
    public static async Task<string> CommitAsync(TemporaryFolder folder)
    {
        var repository = folder.File("repository");
        var files = await GitAsync(Repository.Root, "ls-files", "-z", "--cached", "--others", "--exclude-standard");
        foreach (var file in files.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Repository.File(file))))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(repository, file))!);
            File.Copy(Repository.File(file), Path.Combine(repository, file));
        }

        await GitAsync(repository, "init", "-q");
        await GitAsync(repository, "add", ".");
        await GitAsync(repository, "-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "-qm", "All");
        return repository;
    }

    /// <summary>A clone at this path.</summary>
    public static async Task CloneAsync(string repository, string path, string compiled)
    {
        await GitAsync(repository, "clone", "-q", repository, path);
        foreach (var part in Compiled.Where(part => Directory.Exists(Path.Combine(compiled, part))))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(path, part))!);
            await Cli.Wrap("cp").WithArguments(["-a", Path.Combine(compiled, part), Path.Combine(path, part)]).ExecuteAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task<string> GitAsync(string folder, params string[] arguments) =>
        (await Cli.Wrap(Services.Require("git")).WithWorkingDirectory(folder).WithArguments(arguments).ExecuteBufferedAsync(TestContext.Current.CancellationToken)).StandardOutput;
}
