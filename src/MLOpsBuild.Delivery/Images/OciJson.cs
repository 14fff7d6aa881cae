using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Delivery;

/// <summary>The documents of the OCI image specification 1.1 that images consist of.</summary>
internal static class OciJson
{
    public const string Manifest = "application/vnd.oci.image.manifest.v1+json";
    public const string Index = "application/vnd.oci.image.index.v1+json";
    public const string Config = "application/vnd.oci.image.config.v1+json";
    public const string Layer = "application/vnd.oci.image.layer.v1.tar";
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
    public const string DockerList = "application/vnd.docker.distribution.manifest.list.v2+json";
    private const string DockerLayer = "application/vnd.docker.image.rootfs.diff.tar";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Bytes(JsonNode document) => JsonSerializer.SerializeToUtf8Bytes(document, Plain);

    public static Descriptor Descriptor(JsonElement element) => new(
        element.GetProperty("mediaType").GetString()!, Digest.Parse(element.GetProperty("digest").GetString()!), element.GetProperty("size").GetInt64());

    public static JsonObject Node(Descriptor descriptor) => new()
    {
        ["mediaType"] = descriptor.MediaType,
        ["digest"] = descriptor.Digest.ToString(),
        ["size"] = descriptor.Size,
    };

    /// <summary>A layer by OCI's name of its type, whichever it came with.</summary>
    public static Descriptor AsOci(Descriptor layer) => layer.MediaType switch
    {
        DockerLayer => layer with { MediaType = Layer },
        DockerLayer + ".gzip" => layer with { MediaType = Layer + "+gzip" },
        _ => layer,
    };

    public static async Task<JsonElement> ReadAsync(OciLayout layout, Descriptor descriptor, CancellationToken cancellation)
    {
        await using var stream = await layout.OpenBlobAsync(descriptor, cancellation);
        using var document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellation);
        return document.RootElement.Clone();
    }
}
