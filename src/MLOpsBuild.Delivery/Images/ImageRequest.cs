using MLOpsBuild.Registry;

namespace MLOpsBuild.Delivery;

/// <summary>What image to make.</summary>
public sealed record ImageRequest
{
    /// <summary>The pipeline whose model the image serves.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The release, for the server's answers and the image's label.</summary>
    public required string Version { get; init; }

    /// <summary>The image's name with its tag, such as <c>registry.example/models/credit:0.1.0</c>.</summary>
    public required string Reference { get; init; }

    /// <summary>The layout that holds the release's package.</summary>
    public required OciLayout Registry { get; init; }

    /// <summary>The manifest of the release's package.</summary>
    public required Descriptor Package { get; init; }

    /// <summary>The folder with the model server's program, <c>MLOpsBuild.Serving.dll</c>, and all that it needs.</summary>
    public required string ServerFolder { get; init; }

    /// <summary>The commit that an engine's image names in its label; null for none. Images without an engine name none, so that they are the same for every commit.</summary>
    public string? Revision { get; init; }
}
