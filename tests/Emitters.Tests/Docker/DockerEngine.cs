using System.Diagnostics;
using CliWrap;
using CliWrap.Buffered;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>The Docker engine of this machine, with the base image that tests/services.sh makes.</summary>
internal static class DockerEngine
{
    /// <summary>The image that tests build on.</summary>
    public const string Base = "mlopsbuild-test-base";

    /// <summary>Skips the test where there is no engine, or no base image.</summary>
    public static async Task RequireAsync()
    {
        Services.Require("docker");
        var image = await TryAsync("image", "inspect", Base);
        Assert.SkipUnless(image.ExitCode == 0, $"No Docker engine with the image {Base}: run tests/services.sh FOLDER ({image.StandardError.Trim()}).");
    }

    /// <summary>Standard output of a command that succeeded.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        var result = await TryAsync(arguments);
        Assert.True(result.ExitCode == 0, $"docker {string.Join(' ', arguments)} ended with {result.ExitCode}:\n{result.StandardOutput}{result.StandardError}");
        return result.StandardOutput.Trim();
    }

    /// <summary>What a command came to, by the classic builder.</summary>
    public static async Task<BufferedCommandResult> TryAsync(params string[] arguments) => await Cli.Wrap("docker")
        .WithArguments(arguments)
        .WithEnvironmentVariables(variables => variables.Set("DOCKER_BUILDKIT", "0"))
        .WithValidation(CommandResultValidation.None)
        .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

    /// <summary>Waits for the first verdict of a container's health check, or its end.</summary>
    public static async Task<string> HealthAsync(string container)
    {
        using var events = Process.Start(new ProcessStartInfo("docker", ["events", "--since", "1h", "--filter", "container=" + container, "--filter", "event=health_status", "--filter", "event=die", "--format", "{{.Action}}"]) { RedirectStandardOutput = true })!;
        try
        {
            return await events.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
        }
        finally
        {
            events.Kill();
        }
    }
}
