using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>A deployment of a test's own, on a port of its own; its servers are gone when the test is.</summary>
internal sealed class Machine : IAsyncDisposable
{
    private readonly TemporaryFolder _temp = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    public Machine(string? folder = null, LocalDeploymentOptions? options = null)
    {
        Folder = folder ?? _temp.File("deployment");
        Paths = new LocalPaths(Folder);
        Deployment = new LocalDeployment(Folder, Releases.Pipeline, options);
    }

    public string Folder { get; }

    public LocalPaths Paths { get; }

    public LocalDeployment Deployment { get; }

    public int Port { get; } = FreePort.Next();

    public Uri Url => new(FormattableString.Invariant($"http://127.0.0.1:{Port}"));

    /// <summary>What was said while deploying.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>The processes that serve a release of this deployment.</summary>
    public int[] Servers => [.. CommandLines.Pids().Where(pid => Paths.IsServer(pid) && ProcessIdentity.Of(pid) is not null)];

    public Task<DeployOutcome> DeployAsync(Release release, int keep = 3) => Deployment.DeployAsync(release.At(Port, keep), Lines.Enqueue, TestContext.Current.CancellationToken);

    public Task<DeployOutcome> RollbackAsync(string? version = null) => Deployment.RollbackAsync(version, Lines.Enqueue, TestContext.Current.CancellationToken);

    public Task<string?> StopAsync() => Deployment.StopAsync(Lines.Enqueue);

    public Task<DeploymentStatus> StatusAsync() => Deployment.StatusAsync(TestContext.Current.CancellationToken);

    /// <summary>The release that answers a row, and its probability.</summary>
    public async Task<(string? Release, float Probability)> AskAsync(string row)
    {
        using var body = new StringContent(row, Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(new Uri(Url, "/predict"), body, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        using var document = JsonDocument.Parse(text);
        return (document.RootElement.GetProperty("release").GetString(), document.RootElement.GetProperty("probability").GetSingle());
    }

    /// <summary>Ends a server as if the machine had: at once. All of its threads are gone when this returns.</summary>
    public static async Task KillAsync(int pid)
    {
        Assert.Equal(0, LibC.Kill(pid, 9));
        while (Directory.Exists(FormattableString.Invariant($"/proc/{pid}")))
            await Task.Delay(1);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        foreach (var pid in Servers)
            await KillAsync(pid);
        _temp.Dispose();
    }
}
