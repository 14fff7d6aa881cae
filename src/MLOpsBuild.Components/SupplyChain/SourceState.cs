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
        if (await GitCommand.AskAsync(root, cancellation, "rev-parse", "--verify", "HEAD") is not { } commit
            || await GitCommand.AskAsync(root, cancellation, "status", "--porcelain") is not { } status)
            return null;
        var remote = await GitCommand.AskAsync(root, cancellation, "remote", "get-url", "origin");
        return new(commit, status.Length > 0, remote is null ? null : PublicUri.OfRemote(remote));
    }
}
