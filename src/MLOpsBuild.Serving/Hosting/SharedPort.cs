using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace MLOpsBuild.Serving;

/// <summary>Binds a port that another process of the same user may bind as well (SO_REUSEPORT), so that a new server can take over while the old one finishes.</summary>
internal static class SharedPort
{
    private const int Backlog = 512;
    private const int SocketLevel = 1;
    private const int ReusePort = 15;
    private const int AttachReusePortFilter = 51;

    // BPF_RET | BPF_K with the constant 1: the second socket of the port. Where there is one only, the kernel takes that.
    private static readonly byte[] TakeTheSecond = BitConverter.IsLittleEndian ? [6, 0, 0, 0, 1, 0, 0, 0] : [0, 6, 0, 0, 0, 0, 0, 1];

    public static Socket Bind(EndPoint endpoint)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (OperatingSystem.IsLinux())
                socket.SetRawSocketOption(SocketLevel, ReusePort, BitConverter.GetBytes(1));
            else if (OperatingSystem.IsMacOS())
                socket.SetRawSocketOption(optionLevel: 0xffff, optionName: 0x0200, BitConverter.GetBytes(1));
            if (endpoint is IPEndPoint { Address: var address } && address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            socket.Bind(endpoint);
            if (OperatingSystem.IsLinux())
                TakeNewConnections(socket);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Listens, and lets every new connection come to the server that listened last: one that the old server has not accepted when it closes would be lost.</summary>
    private static void TakeNewConnections(Socket socket)
    {
        // The filter belongs to the sockets that listen on the port; one that does not listen yet would be kept from them.
        socket.Listen(Backlog);
        var filter = Marshal.AllocHGlobal(TakeTheSecond.Length);
        try
        {
            Marshal.Copy(TakeTheSecond, 0, filter, TakeTheSecond.Length);
            var program = new FilterProgram(1, filter);
            socket.SetRawSocketOption(SocketLevel, AttachReusePortFilter, MemoryMarshal.AsBytes(new ReadOnlySpan<FilterProgram>(in program)));
        }
        catch (SocketException)
        {
            // A kernel without the filter spreads connections over both servers until the old one closes.
        }
        finally
        {
            Marshal.FreeHGlobal(filter);
        }
    }

    /// <summary><c>struct sock_fprog</c>: the number of instructions and where they are.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct FilterProgram(ushort Length, nint Filter);
}
