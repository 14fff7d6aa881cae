using System.Runtime.InteropServices;

namespace MLOpsBuild.Targets;

/// <summary>Puts a masking pipe in place of the process's standard output and error, so that child processes and native libraries are masked too.</summary>
internal sealed partial class ConsolePipe : IDisposable
{
    private const int CloseOnExec = 0x80000;
    private const int DuplicateCloseOnExec = 1030;
    private const short Readable = 1;

    private readonly Channel[] channels;
    private readonly int[] wake = new int[2];
    private readonly Thread reader;
    private int isStopping;

    private ConsolePipe(Masker masker)
    {
        _ = Native.Pipe(wake, CloseOnExec);
        channels = [new Channel(1, masker), new Channel(2, masker)];
        reader = new Thread(Read) { IsBackground = true, Name = "masking" };
        reader.Start();
    }

    /// <summary>Starts it, or gives nothing where the calls it needs are not there.</summary>
    public static ConsolePipe? TryStart(Masker masker) => OperatingSystem.IsLinux() ? new ConsolePipe(masker) : null;

    /// <summary>Gives the original streams back, after all that was written has passed.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref isStopping, 1) == 1)
            return;
        foreach (var channel in channels)
            channel.Restore();
        _ = Native.Write(wake[1], [0], 1);
        reader.Join();
    }

    private void Read()
    {
        var buffer = new byte[65536];
        while (true)
        {
            Native.Poll[] polls = [new(channels[0].ReadEnd, Readable), new(channels[1].ReadEnd, Readable), new(wake[0], Readable)];
            var ready = Native.PollAll(polls, 3, isStopping == 1 ? 0 : -1);
            for (var i = 0; i < channels.Length; i++)
            {
                if (polls[i].Returned != 0 && Native.Read(channels[i].ReadEnd, buffer, buffer.Length) is > 0 and var count)
                    channels[i].Filter.Write(buffer.AsSpan(0, (int)count));
            }

            if (isStopping == 1 && (ready <= 0 || (polls[0].Returned & Readable) + (polls[1].Returned & Readable) == 0))
                break;
        }

        foreach (var channel in channels)
            channel.Filter.Finish();
    }

    /// <summary>One standard stream: where it went before, and the pipe in its place.</summary>
    private sealed class Channel
    {
        private readonly int stream;
        private readonly int original;

        public Channel(int stream, Masker masker)
        {
            this.stream = stream;
            var ends = new int[2];
            original = Native.Control(stream, DuplicateCloseOnExec, 10);
            _ = Native.Pipe(ends, CloseOnExec);
            _ = Native.Duplicate(ends[1], stream);
            _ = Native.Close(ends[1]);
            ReadEnd = ends[0];
            Filter = new MaskingFilter(masker, WriteOriginal);
        }

        public int ReadEnd { get; }

        public MaskingFilter Filter { get; }

        public void Restore() => _ = Native.Duplicate(original, stream);

        private void WriteOriginal(ReadOnlySpan<byte> bytes)
        {
            var left = bytes.ToArray();
            while (left.Length > 0 && Native.Write(original, left, left.Length) is > 0 and var count)
                left = left[(int)count..];
        }
    }

    private static partial class Native
    {
        [LibraryImport("libc", EntryPoint = "pipe2")]
        public static partial int Pipe([Out] int[] ends, int flags);

        [LibraryImport("libc", EntryPoint = "dup2")]
        public static partial int Duplicate(int from, int to);

        [LibraryImport("libc", EntryPoint = "fcntl")]
        public static partial int Control(int stream, int command, int argument);

        [LibraryImport("libc", EntryPoint = "close")]
        public static partial int Close(int stream);

        [LibraryImport("libc", EntryPoint = "read")]
        public static partial nint Read(int stream, [Out] byte[] buffer, nint count);

        [LibraryImport("libc", EntryPoint = "write")]
        public static partial nint Write(int stream, byte[] buffer, nint count);

        [LibraryImport("libc", EntryPoint = "poll")]
        public static partial int PollAll([In, Out] Poll[] polls, nuint count, int milliseconds);

        [StructLayout(LayoutKind.Sequential)]
        internal struct Poll(int stream, short wanted)
        {
            public int Stream = stream;
            public short Wanted = wanted;
            public short Returned;
        }
    }
}
