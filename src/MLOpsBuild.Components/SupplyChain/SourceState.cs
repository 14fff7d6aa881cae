using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;

namespace MLOpsBuild.Components;

/// <summary>The source of a checkout, as git knows it.</summary>
/// <param name="Commit">The commit, 40 hexadecimal digits.</param>
/// <param name="Dirty">Whether files differ from it, new ones included.</param>
/// <param name="Uri">Where it is from, without secrets; null where that is not known, or is a path on this machine.</param>
internal sealed record SourceState(string Commit, bool Dirty, string? Uri)
{
    /// <summary>The state of a checkout, or null where git is missing or the folder is in no repository with a commit.</summary>
    public static async Task<SourceState?> FindAsync(string root, CancellationToken cancellation)
    {
        if (await GitAsync("rev-parse", "--verify", "HEAD") is not { } commit || await GitAsync("status", "--porcelain") is not { } status)
            return null;
        return new(commit, status.Length > 0, await GitAsync("remote", "get-url", "origin") is { } remote ? PublicUri.OfRemote(remote) : null);

        async Task<string?> GitAsync(params string[] arguments)
        {
            try
            {
                var run = await Cli.Wrap("git").WithArguments(["-C", root, .. arguments]).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(cancellation);
                return run.ExitCode == 0 ? run.StandardOutput.Trim() : null;
            }
            catch (Win32Exception)
            {
                return null;
            }
        }
    }
}
