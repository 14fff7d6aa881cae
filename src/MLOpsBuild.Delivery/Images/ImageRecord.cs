using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLOpsBuild.Delivery;

/// <summary>Which image was pushed for a release: attached to its package, so that whoever has the package finds the image.</summary>
public sealed record ImageRecord
{
    /// <summary>The artifact type of the referrer.</summary>
    public const string ArtifactType = "application/vnd.mlopsbuild.image.v1+json";

    /// <summary>The version of the format that is written and read.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The version of the format.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The image's name with its registry, without tag.</summary>
    public required string Name { get; init; }

    /// <summary>The digest of its manifest, <c>sha256:...</c>.</summary>
    public required string Digest { get; init; }

    /// <summary>The image as a cluster takes it, <c>registry/name@sha256:...</c>.</summary>
    [JsonIgnore]
    public string Reference => $"{Name}@{Digest}";

    /// <summary>The payload.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, ImageRecordJson.Default.ImageRecord);

    /// <summary>The record of a payload; null where it is none that this program can read.</summary>
    public static ImageRecord? Read(byte[] payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload, ImageRecordJson.Default.ImageRecord) is { Format: CurrentFormat } record && Registry.Digest.TryParse(record.Digest, out _) ? record : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ImageRecord))]
internal sealed partial class ImageRecordJson : JsonSerializerContext;
