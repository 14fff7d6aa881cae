namespace MLOpsBuild.Registry;

/// <summary>What a push came to.</summary>
/// <param name="Descriptor">The manifest that was asked for, as it stands in the registry.</param>
public sealed record PushReport(Descriptor Descriptor)
{
    /// <summary>How many manifests and blobs were sent.</summary>
    public int Sent { get; init; }

    /// <summary>How many bytes those have.</summary>
    public long SentBytes { get; init; }

    /// <summary>How many blobs the registry took from another of its repositories.</summary>
    public int Mounted { get; init; }

    /// <summary>How many manifests and blobs were there already; what a manifest that was there refers to is not counted.</summary>
    public int Present { get; init; }
}
