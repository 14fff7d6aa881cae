using System.Text;

namespace MLOpsBuild.Benchmarks.Serving;

/// <summary>The least that ASP.NET Core can do for a request: a minimal endpoint that answers a constant.</summary>
internal static class BareEndpoint
{
    public static async Task RunAsync(int port, string answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(FormattableString.Invariant($"http://127.0.0.1:{port}"));
        await using var app = builder.Build();
        var bytes = Encoding.UTF8.GetBytes(answer);
        app.MapPost("/predict", () => Results.Bytes(bytes, "application/json"));
        await app.StartAsync();
        Console.WriteLine($"bare is ready at {app.Urls.Single()}");
        await app.WaitForShutdownAsync();
    }
}
