using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MLOpsBuild.Benchmarks.Registry;

/// <summary>Debian's docker-registry on a free port of loopback, empty at first and gone with all it got.</summary>
internal static partial class LocalRegistry
{
    public static async Task<T> WithAsync<T>(Func<string, Task<T>> use)
    {
        var folder = Directory.CreateTempSubdirectory("mlopsbuild-benchmark-registry-");
        try
        {
            using var process = await StartAsync(folder.FullName);
            var host = await ListeningAsync(process);
            var rest = process.StandardError.ReadToEndAsync();
            try
            {
                return await use(host);
            }
            finally
            {
                process.Kill();
                await process.WaitForExitAsync();
                await rest;
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Process> StartAsync(string folder)
    {
        var config = Path.Combine(folder, "config.yml");
        await File.WriteAllTextAsync(config, JsonSerializer.Serialize(new
        {
            version = "0.1",
            log = new { accesslog = new { disabled = true }, level = "info" },
            storage = new { filesystem = new { rootdirectory = Path.Combine(folder, "data") } },
            http = new { addr = "127.0.0.1:0", secret = "of a benchmark" },
        }));
        return Process.Start(new ProcessStartInfo("docker-registry", ["serve", config]) { RedirectStandardError = true })!;
    }

    private static async Task<string> ListeningAsync(Process process)
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
                return match.Groups[1].Value;
        }
        throw new InvalidOperationException("docker-registry ended at once.");
    }

    [GeneratedRegex("listening on ([0-9.]+:[0-9]+)")]
    private static partial Regex Listening();
}
