using System.Collections.Immutable;

namespace MLOpsBuild.Delivery;

/// <summary>What an image says about itself.</summary>
internal static class ImageLabels
{
    /// <summary>The label with the digest of the model package in the image.</summary>
    public const string Package = "vnd.mlopsbuild.package";

    public static ImmutableSortedDictionary<string, string> Of(ImageRequest request) => ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
    [
        KeyValuePair.Create("org.opencontainers.image.title", request.Pipeline),
        KeyValuePair.Create("org.opencontainers.image.description", $"The model {request.Pipeline} and its server"),
        KeyValuePair.Create("org.opencontainers.image.version", request.Version),
        KeyValuePair.Create(Package, request.Package.Digest.ToString()),
    ]);
}
