using System.Net;
using System.Net.Sockets;

namespace MLOpsBuild.Serving;

/// <summary>Binds a port that another process of the same user may bind as well: SO_REUSEPORT, so that a new server can take over while the old one finishes.</summary>
internal static class SharedPort
{
    public static Socket Bind(EndPoint endpoint)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (OperatingSystem.IsLinux())
                socket.SetRawSocketOption(optionLevel: 1, optionName: 15, BitConverter.GetBytes(1));
            else if (OperatingSystem.IsMacOS())
                socket.SetRawSocketOption(optionLevel: 0xffff, optionName: 0x0200, BitConverter.GetBytes(1));
            if (endpoint is IPEndPoint { Address: var address } && address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            socket.Bind(endpoint);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
