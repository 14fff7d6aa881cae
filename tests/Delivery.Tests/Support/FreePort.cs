using System.Net;
using System.Net.Sockets;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>Ports on loopback that nobody listens on, below those that the system gives to clients, and never the same twice.</summary>
internal static class FreePort
{
    private const int Lowest = 20_000;
    private const int Count = 12_000;
    private static int _next = Environment.ProcessId * 17;

    public static int Next()
    {
        while (true)
        {
            var port = Lowest + (Interlocked.Increment(ref _next) % Count);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                continue;
            }
        }
    }
}
