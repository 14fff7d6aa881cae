using System.ComponentModel;
using System.Diagnostics;

namespace MLOpsBuild.Components;

/// <summary>Who does it, as CI servers, git and the system know people.</summary>
internal static class Operators
{
    /// <summary>Who runs the build: whom GitHub or Jenkins names, else the user of the system.</summary>
    public static string Of(Func<string, string?> variable) =>
        ((string[])["GITHUB_ACTOR", "BUILD_USER_ID", "GITLAB_USER_LOGIN"]).Select(variable).FirstOrDefault(name => !string.IsNullOrWhiteSpace(name)) ?? Environment.UserName;

    /// <summary>Who sits at the terminal, as git knows them, else the user of the system.</summary>
    public static async Task<string> AtTerminalAsync(string root, CancellationToken cancellation) =>
        (await GitAsync(root, ["config", "user.name"], cancellation), await GitAsync(root, ["config", "user.email"], cancellation)) is ({ } name, { } address)
            ? $"{name} <{address}>"
            : Environment.UserName;

    /// <summary>The author of a commit, as in <c>Ada Lovelace &lt;ada@example.org&gt;</c>; null where git does not know it.</summary>
    public static Task<string?> AuthorAsync(string root, string commit, CancellationToken cancellation) =>
        GitAsync(root, ["log", "-1", "--format=%an <%ae>", commit, "--"], cancellation);

    private static async Task<string?> GitAsync(string root, string[] arguments, CancellationToken cancellation)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", root, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = git.StandardOutput.ReadToEndAsync(cancellation);
            await git.StandardError.ReadToEndAsync(cancellation);
            await git.WaitForExitAsync(cancellation);
            return git.ExitCode == 0 && (await output).Trim() is { Length: > 0 } text ? text : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
