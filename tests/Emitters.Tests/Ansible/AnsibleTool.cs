using CliWrap;
using CliWrap.Buffered;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>Ansible and its linters, as this machine has them.</summary>
internal static class AnsibleTool
{
    /// <summary>All that a tool says in a project's folder; skips the test where it is not installed.</summary>
    public static async Task<string> CheckAsync(string tool, string project, params string[] arguments)
    {
        var run = await RunAsync(tool, project, arguments);
        return run.StandardOutput + run.StandardError;
    }

    /// <summary>What a tool came to.</summary>
    public static async Task<BufferedCommandResult> RunAsync(string tool, string project, params string[] arguments) => await Cli.Wrap(Services.Require(tool))
        .WithWorkingDirectory(project)
        .WithArguments(arguments)
        .WithEnvironmentVariables(variables => variables.Set("LC_ALL", "C.UTF-8").Set("ANSIBLE_HOME", Path.Combine(project, ".ansible")).Set("ANSIBLE_NOCOLOR", "1"))
        .WithValidation(CommandResultValidation.None)
        .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
}
