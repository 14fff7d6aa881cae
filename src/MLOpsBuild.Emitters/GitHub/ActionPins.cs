namespace MLOpsBuild.Emitters;

/// <summary>All actions that generated workflows use. To renew: <c>git ls-remote --tags https://github.com/OWNER/NAME</c> tells each tag's commit (of an annotated tag, the line that ends in <c>^{}</c>); then generate again.</summary>
/// <remarks>Looked up on 2026-11-25 in clones of the actions' repositories, with <c>git for-each-ref refs/tags</c>: each is the commit of the newest release there. What inputs each declares at that commit stands in <c>tests/Validators/actions.json</c>.</remarks>
public static class ActionPins
{
    /// <summary>Checks the repository out.</summary>
    public static ActionPin Checkout { get; } = new("actions/checkout", "3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1");

    /// <summary>Installs the .NET SDK.</summary>
    public static ActionPin SetupDotnet { get; } = new("actions/setup-dotnet", "a98b56852c35b8e3190ac28c8c2271da59106c68", "v6.0.0");

    /// <summary>Keeps folders between runs.</summary>
    public static ActionPin Cache { get; } = new("actions/cache", "27d5ce7f107fe9357f9df03efb73ab90386fccae", "v5.0.5");

    /// <summary>Hands folders on.</summary>
    public static ActionPin UploadArtifact { get; } = new("actions/upload-artifact", "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f", "v7.0.0");

    /// <summary>Takes folders that another job handed on.</summary>
    public static ActionPin DownloadArtifact { get; } = new("actions/download-artifact", "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c", "v8.0.1");

    /// <summary>Has GitHub sign where a package comes from.</summary>
    public static ActionPin AttestBuildProvenance { get; } = new("actions/attest-build-provenance", "a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32", "v4.1.0");

    /// <summary>All of them.</summary>
    public static ImmutableArray<ActionPin> All { get; } = [Checkout, SetupDotnet, Cache, UploadArtifact, DownloadArtifact, AttestBuildProvenance];
}
