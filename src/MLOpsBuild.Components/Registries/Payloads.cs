using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>Reads what is attached to packages.</summary>
internal static class Payloads
{
    /// <summary>The payload of a referrer as a whole: records and statements are small.</summary>
    public static async Task<byte[]> ReadPayloadAsync(this OciLayout layout, Descriptor referrer, CancellationToken cancellation)
    {
        await using var payload = await layout.OpenPayloadAsync(referrer, cancellation);
        using var bytes = new MemoryStream();
        await payload.CopyToAsync(bytes, cancellation);
        return bytes.ToArray();
    }
}
