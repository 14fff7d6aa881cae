using System.Text;
using System.Text.Json;
using MLOpsBuild.Emitters.Tests;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>A container with a model server, healthy when the test gets it and gone when the test is.</summary>
internal sealed class ServerInContainer : IAsyncDisposable
{
    private readonly HttpClient _http;

    private ServerInContainer(string name, Uri address)
    {
        Name = name;
        _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
    }

    public string Name { get; }

    /// <summary>Runs an image as the docs say: read-only, without capabilities.</summary>
    public static async Task<ServerInContainer> StartAsync(string name, string image)
    {
        await DockerEngine.TryAsync("rm", "--force", name);
        await DockerEngine.RunAsync("run", "--detach", "--name", name, "--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL", "--security-opt", "no-new-privileges", "--health-interval", "1s", "--publish", "127.0.0.1::8080", image);
        var health = await DockerEngine.HealthAsync(name);
        Assert.True(health == "health_status: healthy", $"{health}\n{(await DockerEngine.TryAsync("logs", name)).StandardOutput}");
        return new(name, new($"http://{(await DockerEngine.RunAsync("port", name, "8080")).Split('\n')[0]}/"));
    }

    /// <summary>The release that answers a row, and its probability.</summary>
    public async Task<(string? Release, float Probability)> AskAsync(string row)
    {
        using var body = new StringContent(row, Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(new Uri("predict", UriKind.Relative), body, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        using var document = JsonDocument.Parse(text);
        return (document.RootElement.GetProperty("release").GetString(), document.RootElement.GetProperty("probability").GetSingle());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await DockerEngine.TryAsync("rm", "--force", Name);
    }
}
