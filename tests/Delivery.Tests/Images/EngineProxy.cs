using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>The machine's Docker engine behind another address, whose connections can be cut.</summary>
internal sealed class EngineProxy : IDisposable
{
    private const string Engine = "/var/run/docker.sock";

    private readonly Socket _listener;
    private readonly SslServerAuthenticationOptions? _tls;
    private readonly ConcurrentBag<IDisposable> _open = [];

    private EngineProxy(Socket listener, EndPoint endPoint, SslServerAuthenticationOptions? tls)
    {
        _listener = listener;
        _tls = tls;
        listener.Bind(endPoint);
        listener.Listen();
        _ = AcceptAsync();
    }

    /// <summary>On a socket in the file system.</summary>
    public static EngineProxy OnSocket(string path) => new(new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), new UnixDomainSocketEndPoint(path), null);

    /// <summary>On a port of loopback, over TLS.</summary>
    public static EngineProxy OnPort(SslServerAuthenticationOptions tls) => new(new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp), new IPEndPoint(IPAddress.Loopback, 0), tls);

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Ends all connections and takes no more.</summary>
    public void Cut()
    {
        _listener.Dispose();
        foreach (var connection in _open)
            connection.Dispose();
    }

    public void Dispose() => Cut();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The listener was closed.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        try
        {
            Stream near = new NetworkStream(client, ownsSocket: true);
            _open.Add(near);
            if (_tls is not null)
            {
                var secured = new SslStream(near);
                await secured.AuthenticateAsServerAsync(_tls);
                near = secured;
            }

            var engine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await engine.ConnectAsync(new UnixDomainSocketEndPoint(Engine));
            var far = new NetworkStream(engine, ownsSocket: true);
            _open.Add(far);
            await Task.WhenAny(near.CopyToAsync(far), far.CopyToAsync(near));
            await near.DisposeAsync();
            await far.DisposeAsync();
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            await client.DisconnectAsync(reuseSocket: false).AsTask().ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }
}
