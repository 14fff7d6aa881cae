using System.Collections.Immutable;

namespace MLOpsBuild.Delivery;

/// <summary>What an image says about itself.</summary>
internal static class ImageLabels
{
    /// <summary>The label with the digest of the model package in the image.</summary>
    public const string Package = "vnd.mlopsbuild.package";

    /// <summary>The key with the digest of the image that an image was built on.</summary>
    public const string BaseDigest = "org.opencontainers.image.base.digest";

    private const string BaseName = "org.opencontainers.image.base.name";

    /// <summary>What an engine's image says of the image that it was built on: its name and, where it was named by digest, the digest (OCI image specification, predefined annotation keys).</summary>
    public static IEnumerable<KeyValuePair<string, string>> OfBase(string reference) => reference.Split('@') is [var name, var digest]
        ? [new(BaseName, name), new(BaseDigest, digest)]
        : [new(BaseName, reference)];

    public static ImmutableSortedDictionary<string, string> Of(ImageRequest request) => ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
    [
        KeyValuePair.Create("org.opencontainers.image.title", request.Pipeline),
        KeyValuePair.Create("org.opencontainers.image.description", $"The model {request.Pipeline} and its server"),
        KeyValuePair.Create("org.opencontainers.image.version", request.Version),
        KeyValuePair.Create(Package, request.Package.Digest.ToString()),
    ]);
}
