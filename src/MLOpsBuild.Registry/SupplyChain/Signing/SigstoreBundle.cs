namespace MLOpsBuild.Registry;

/// <summary>A sigstore bundle, version 0.3, of an envelope that was signed with a key: no certificate, no transparency log.</summary>
internal sealed record SigstoreBundle(DsseEnvelope Envelope, string KeyHint)
{
    public byte[] ToBytes() => JsonText.Object(writer =>
    {
        writer.WriteString("mediaType", SupplyChainTypes.Signature);
        writer.WriteStartObject("verificationMaterial");
        writer.WriteStartObject("publicKey");
        writer.WriteString("hint", KeyHint);
        writer.WriteEndObject();
        writer.WriteList<string>("tlogEntries", [], (_, _) => { });
        writer.WriteEndObject();
        writer.WriteStartObject("dsseEnvelope");
        writer.WriteBase64String("payload", Envelope.Payload.Span);
        writer.WriteString("payloadType", Envelope.PayloadType);
        writer.WriteList("signatures", [Envelope], (list, envelope) =>
        {
            list.WriteStartObject();
            list.WriteBase64String("sig", envelope.Signature.Span);
            list.WriteString("keyid", envelope.KeyId);
            list.WriteEndObject();
        });
        writer.WriteEndObject();
    });

    /// <summary>Reads a bundle; refuses one of another version, with a certificate, or with other than one signature.</summary>
    public static SigstoreBundle Parse(ReadOnlyMemory<byte> bytes, string where)
    {
        var root = JsonPlace.Parse(bytes, where);
        if (root.Required("mediaType").AsText() is var type && type != SupplyChainTypes.Signature)
            throw root.Refuse($"has the media type '{type}' where {SupplyChainTypes.Signature} is expected.");
        var key = root.RequiredObject("verificationMaterial").RequiredObject("publicKey");
        var envelope = root.RequiredObject("dsseEnvelope");
        return envelope.Required("signatures").Items().ToList() is [var signature]
            ? new(
                new(
                    envelope.Required("payloadType").AsText(),
                    Bytes(envelope.Required("payload")),
                    Bytes(signature.Required("sig")),
                    signature.Member("keyid")?.AsText() ?? ""),
                key.Member("hint")?.AsText() ?? "")
            : throw envelope.Refuse("has other than one signature.");
    }

    private static byte[] Bytes(JsonPlace place)
    {
        place.AsText();
        return place.Element.TryGetBytesFromBase64(out var bytes) ? bytes : throw place.Refuse("is no base64.");
    }
}
