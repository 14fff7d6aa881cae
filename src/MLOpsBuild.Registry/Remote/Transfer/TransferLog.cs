using System.Globalization;

namespace MLOpsBuild.Registry;

/// <summary>Says every ten seconds how far a long transfer has come.</summary>
internal sealed class TransferLog(RemoteOptions options, string done, Descriptor descriptor)
{
    private const double Megabyte = 1e6;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private long _told = options.Time.GetTimestamp();

    public void At(long bytes)
    {
        if (options.Time.GetElapsedTime(_told) < Pause)
            return;
        _told = options.Time.GetTimestamp();
        options.Log(string.Create(CultureInfo.InvariantCulture,
            $"{done} {bytes / Megabyte:0} of {descriptor.Size / Megabyte:0} MB of {descriptor.Digest.ToString()[..19]}"));
    }
}
