using CliWrap;
using CliWrap.Buffered;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>Groovy on this machine, of the version that Jenkins runs on.</summary>
internal static class Groovy
{
    /// <summary>Runs a script; fails with what it printed where it does not end well.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        var groovy = Services.Require("groovy");
        var java = new FileInfo(Services.Require("java"));
        var home = (java.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? java).Directory!.Parent!.FullName;
        var result = await Cli.Wrap(groovy)
            .WithArguments(arguments)
            .WithEnvironmentVariables(variables => variables.Set("JAVA_HOME", home).Set("JAVA_OPTS", "-Dfile.encoding=UTF-8"))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        Assert.True(result.ExitCode == 0, $"groovy {string.Join(' ', arguments)} ended with {result.ExitCode}:\n{result.StandardOutput}{result.StandardError}");
        return result.StandardOutput;
    }
}
