namespace MLOpsBuild.Delivery;

/// <summary>A release that an environment is to serve.</summary>
public sealed record ReleaseOrder
{
    /// <summary>The release's version.</summary>
    public required string Version { get; init; }

    /// <summary>The package's digest, <c>sha256:...</c>.</summary>
    public required string Digest { get; init; }

    /// <summary>A folder with the verified package as an OCI image layout.</summary>
    public required string PackageFolder { get; init; }

    /// <summary>The folder with the model server's program and all that it needs.</summary>
    public required string ServerFolder { get; init; }

    /// <summary>The container image with its digest, <c>registry/name@sha256:...</c>; null where the way of the environment needs none.</summary>
    public string? Image { get; init; }

    /// <summary>Whether nothing is changed and only what would be is told.</summary>
    public bool Check { get; init; }
}
