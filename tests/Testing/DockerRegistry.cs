using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MLOpsBuild.Testing;

/// <summary>A real registry, Debian's <c>docker-registry</c>, on a port of loopback that the system chose; gone with its content when it is disposed of.</summary>
public sealed partial class DockerRegistry : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly Process _process;
    private readonly Task _drained;

    private DockerRegistry(TemporaryFolder folder, Process process, string host)
    {
        (_folder, _process, Host) = (folder, process, host);
        _drained = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Address and port.</summary>
    public string Host { get; }

    /// <summary>Where it keeps its content.</summary>
    public string Data => _folder.File("data");

    /// <summary>Starts a registry and waits until it listens; skips the test where the program is missing.</summary>
    public static async Task<DockerRegistry> StartAsync(DockerRegistrySettings? settings = null)
    {
        var program = Services.Require("docker-registry");
        var folder = new TemporaryFolder("mlops registry");
        var config = folder.File("config.yml");
        await File.WriteAllTextAsync(config, JsonSerializer.Serialize((settings ?? new()).ToConfig(folder.File("data"))));
        var process = Process.Start(new ProcessStartInfo(program, ["serve", config]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = new List<string>();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
                return new(folder, process, match.Groups[1].Value);
            said.Add(line);
        }

        folder.Dispose();
        throw new InvalidOperationException($"docker-registry ended at once: {string.Join('\n', said)}");
    }

    /// <summary>Ends it; its content stays until it is disposed of.</summary>
    public async Task StopAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _drained;
        _process.Dispose();
        _folder.Dispose();
    }

    [GeneratedRegex(@"listening on ([0-9.]+:[0-9]+)")]
    private static partial Regex Listening();
}
