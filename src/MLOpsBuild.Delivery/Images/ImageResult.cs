using System.Collections.Immutable;

namespace MLOpsBuild.Delivery;

/// <summary>The image that was made.</summary>
public sealed record ImageResult
{
    /// <summary>The image's name with its tag.</summary>
    public required string Reference { get; init; }

    /// <summary>The digest, <c>sha256:...</c>: of the manifest in a layout, of the image's configuration on an engine, which has no manifest before a push.</summary>
    public required string Digest { get; init; }

    /// <summary>The bytes of all layers, as they are stored.</summary>
    public required long Size { get; init; }

    /// <summary>The layers or, on an engine, the steps, in order.</summary>
    public required ImmutableArray<ImagePart> Parts { get; init; }
}

/// <summary>A layer of an image, or a step of its build.</summary>
/// <param name="Name">What it brings.</param>
/// <param name="Reused">Whether it was there before and was not made again.</param>
public sealed record ImagePart(string Name, bool Reused);
