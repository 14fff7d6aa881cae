using System.Diagnostics;

namespace MLOpsBuild.Benchmarks.Serving;

/// <summary>One side of the comparison: a server as a process of its own.</summary>
internal sealed class Side : IAsyncDisposable
{
    private readonly Process _process;

    private Side(string name, Process process, Uri url) => (Name, _process, Url) = (name, process, url);

    public string Name { get; }

    public Uri Url { get; }

    /// <summary>Starts a program of this build and waits until it says where it is ready.</summary>
    public static async Task<Side> StartAsync(string name, params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(" is ready at ") is [_, var url])
                return new(name, process, new Uri(url));
        }

        throw new InvalidOperationException($"{name} ended before it was ready; what it wrote stands above.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
