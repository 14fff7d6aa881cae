using System.Globalization;
using System.Text;

namespace MLOpsBuild.Registry;

/// <summary>A payload and its signature as DSSE 1.0 has them.</summary>
/// <param name="PayloadType">What the payload is.</param>
/// <param name="Payload">The payload's bytes.</param>
/// <param name="Signature">The signature (DER) over <see cref="SignedBytes"/>.</param>
/// <param name="KeyId">A hint for the key; not signed.</param>
internal sealed record DsseEnvelope(string PayloadType, ReadOnlyMemory<byte> Payload, ReadOnlyMemory<byte> Signature, string KeyId)
{
    /// <summary>What is signed: DSSE's pre-authentication encoding.</summary>
    public static byte[] SignedBytes(string payloadType, ReadOnlySpan<byte> payload)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {Encoding.UTF8.GetByteCount(payloadType)} {payloadType} {payload.Length} ");
        return [.. Encoding.UTF8.GetBytes(head), .. payload];
    }

    public bool Verifies(PublicKey key) => key.Verifies(SignedBytes(PayloadType, Payload.Span), Signature);
}
