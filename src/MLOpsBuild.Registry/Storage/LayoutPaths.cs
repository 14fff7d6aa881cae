namespace MLOpsBuild.Registry;

/// <summary>Where an OCI image layout keeps its files; what is ours alone stands in <c>.mlopsbuild</c>, which other tools ignore.</summary>
internal sealed record LayoutPaths(string Root)
{
    public string Marker => Path.Combine(Root, "oci-layout");

    public string Index => Path.Combine(Root, "index.json");

    public string Blobs => Path.Combine(Root, "blobs", "sha256");

    public string Private => Path.Combine(Root, OciLayout.WorkingFolder);

    public string Incoming => Path.Combine(Private, "incoming");

    public string IndexLock => Path.Combine(Private, "index.lock");

    public string BlobLock => Path.Combine(Private, "blobs.lock");

    public string Blob(Digest digest) => Path.Combine(Blobs, digest.Hex);

    public string NewIncoming() => Path.Combine(Incoming, Path.GetRandomFileName());
}
