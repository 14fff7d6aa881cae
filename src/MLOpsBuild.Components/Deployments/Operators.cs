namespace MLOpsBuild.Components;

/// <summary>Who does it, as CI servers, git and the system know people.</summary>
internal static class Operators
{
    /// <summary>Who runs the build: whom GitHub or Jenkins names, else the user of the system.</summary>
    public static string Of(Func<string, string?> variable) =>
        ((string[])["GITHUB_ACTOR", "BUILD_USER_ID", "GITLAB_USER_LOGIN"]).Select(variable).FirstOrDefault(name => !string.IsNullOrWhiteSpace(name)) ?? Environment.UserName;

    /// <summary>Who sits at the terminal, as git knows them, else the user of the system.</summary>
    public static async Task<string> AtTerminalAsync(string root, CancellationToken cancellation) =>
        (await GitCommand.AskAsync(root, cancellation, "config", "user.name"), await GitCommand.AskAsync(root, cancellation, "config", "user.email")) is ({ Length: > 0 } name, { Length: > 0 } address)
            ? $"{name} <{address}>"
            : Environment.UserName;

    /// <summary>The author of a commit, as in <c>Ada Lovelace &lt;ada@example.org&gt;</c>; null where git does not know it.</summary>
    public static async Task<string?> AuthorAsync(string root, string commit, CancellationToken cancellation) =>
        await GitCommand.AskAsync(root, cancellation, "log", "-1", "--format=%an <%ae>", commit, "--") is { Length: > 0 } author ? author : null;
}
