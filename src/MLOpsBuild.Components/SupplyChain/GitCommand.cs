using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;

namespace MLOpsBuild.Components;

/// <summary>Asks git about a checkout.</summary>
internal static class GitCommand
{
    /// <summary>Standard output without blanks around it, or null where git is missing or refuses.</summary>
    public static async Task<string?> AskAsync(string root, CancellationToken cancellation, params string[] arguments)
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
