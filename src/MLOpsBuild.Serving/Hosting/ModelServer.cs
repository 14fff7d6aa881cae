using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace MLOpsBuild.Serving;

/// <summary>Loads a model and serves it until the process is told to stop.</summary>
internal sealed class ModelServer(ServerOptions options, TextWriter output)
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private readonly Connections _connections = new();

    public async Task RunAsync()
    {
        var gate = new Gate();
        await using var app = Build(gate);
        var loading = Task.Run(() => ServedModel.Load(options));
        // Whoever shares the port must not get requests before it can answer them.
        if (options.SharePort)
            await loading;
        await app.StartAsync();
        gate.Open(await loading);
        var url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        await output.WriteLineAsync($"{(await loading).Name} {options.Release} is ready at {url}");
        if (options.Announce is not null)
            await AnnounceAsync(options.Announce, url);

        await StopSignal(app.Lifetime);
        gate.Close();
        await output.WriteLineAsync("Stopping: not ready any more, finishing the requests");
        await Task.Delay(options.Drain);
        await _connections.EndAsync(Farewell);
        await app.StopAsync();
        await output.WriteLineAsync("Stopped");
    }

    // Not the default builder: neither files in the working directory nor ASPNETCORE_ variables may change what is served.
    private WebApplication Build(Gate gate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        // Why it does not start is told by the program, in a sentence.
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Configure);
        if (options.SharePort)
            builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = SharedPort.Bind);
        var app = builder.Build();
        app.Run(new Router(gate, options, app.Logger).HandleAsync);
        return app;
    }

    private void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.MaxBody;
        kestrel.ConfigureEndpointDefaults(endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http1;
            endpoint.Use(_connections.Count);
        });
        if (IPAddress.TryParse(options.Url.Host.Trim('[', ']'), out var address))
            kestrel.Listen(address, options.Url.Port);
        else if (options.Url.IsLoopback)
            kestrel.Listen(IPAddress.Loopback, options.Url.Port);
        else
            kestrel.ListenAnyIP(options.Url.Port);
    }

    private static async Task AnnounceAsync(string file, string url)
    {
        var temporary = file + ".new";
        await File.WriteAllTextAsync(temporary, url + "\n");
        File.Move(temporary, file, overwrite: true);
    }

    private static Task StopSignal(IHostApplicationLifetime lifetime)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lifetime.ApplicationStopping.Register(stopping.SetResult);
        return stopping.Task;
    }
}
