using System.Collections.Immutable;

namespace MLOpsBuild.Registry;

public sealed partial class OciLayout
{
    private static readonly byte[] EmptyConfig = "{}"u8.ToArray();

    /// <summary>
    /// Attaches a payload to an artifact: a manifest with <c>subject</c>, listed under the tag <c>sha256-HEX</c> (the referrers tag scheme
    /// of the OCI distribution specification 1.1). The same payload attached twice is there once.
    /// </summary>
    public async Task<Descriptor> AttachAsync(
        Descriptor subject, string artifactType, ReadOnlyMemory<byte> payload,
        ImmutableSortedDictionary<string, string>? annotations = null, CancellationToken cancellationToken = default)
    {
        using var stream = new MemoryStream(payload.ToArray(), writable: false);
        return await AttachAsync(subject, artifactType, stream, annotations, cancellationToken);
    }

    /// <summary>Attaches a payload of any length, streamed.</summary>
    public Task<Descriptor> AttachAsync(
        Descriptor subject, string artifactType, Stream payload,
        ImmutableSortedDictionary<string, string>? annotations = null, CancellationToken cancellationToken = default) =>
        WriteBlobsAsync(async () =>
        {
            await _blobs.ReadDocumentAsync(subject, cancellationToken);
            var referrer = await WriteReferrerAsync(subject, artifactType, payload, annotations, cancellationToken);
            await AddReferrerAsync(subject.Digest, referrer, cancellationToken);
            return referrer;
        }, cancellationToken);

    /// <summary>Writes the manifest of a referrer and its payload, and lists it nowhere: the subject may be elsewhere.</summary>
    internal async Task<Descriptor> WriteReferrerAsync(
        Descriptor subject, string artifactType, Stream payload, ImmutableSortedDictionary<string, string>? annotations, CancellationToken cancellationToken)
    {
        await using var writer = _blobs.Create();
        await StreamCopy.ForEachPieceAsync(payload, piece => writer.WriteAsync(piece, cancellationToken), cancellationToken);
        var layer = new Descriptor(artifactType, await writer.CommitAsync(), writer.Length);
        var manifest = new Manifest(await _blobs.WriteAsync(MediaTypes.Empty, EmptyConfig, cancellationToken), [layer])
        {
            ArtifactType = artifactType,
            Subject = new Descriptor(subject.MediaType, subject.Digest, subject.Size),
            Annotations = annotations ?? Descriptor.NoAnnotations,
        };
        return await _blobs.WriteAsync(MediaTypes.ImageManifest, manifest.ToBytes(), cancellationToken)
            with { ArtifactType = artifactType, Annotations = manifest.Annotations };
    }

    /// <summary>What is attached to an artifact, all of it or of one artifact type, in the order it was attached.</summary>
    public Task<IReadOnlyList<Descriptor>> ReferrersAsync(
        Digest subject, string? artifactType = null, CancellationToken cancellationToken = default) => GuardAsync(async () =>
    {
        var list = await ReferrersAsync(await _index.ReadAsync(cancellationToken), subject, cancellationToken);
        return (IReadOnlyList<Descriptor>)[.. list.Where(referrer => artifactType is null || referrer.ArtifactType == artifactType)];
    });

    /// <summary>The payload of what <see cref="ReferrersAsync(Digest, string?, CancellationToken)"/> returned, checked before the first byte is handed out.</summary>
    public Task<Stream> OpenPayloadAsync(Descriptor referrer, CancellationToken cancellationToken = default) => GuardAsync(async () =>
    {
        var manifest = await ReadManifestAsync(referrer, cancellationToken);
        return manifest.Layers is [var payload]
            ? await _blobs.OpenAsync(payload, cancellationToken)
            : throw RegistryErrors.InvalidDocument(_blobs.PathOf(referrer.Digest), $"it has {manifest.Layers.Length} layers where one payload is expected.");
    });

    /// <summary>The descriptor of a referrer's payload, or null where its manifest is damaged or is not of one payload for the subject.</summary>
    internal async Task<Descriptor?> TryFindPayloadAsync(Descriptor referrer, Digest subject, CancellationToken cancellationToken)
    {
        try
        {
            var manifest = await GuardAsync(() => ReadManifestAsync(referrer, cancellationToken));
            return manifest is { Layers: [var payload] } && manifest.Subject?.Digest == subject ? payload : null;
        }
        catch (RegistryException damaged) when (damaged.Fault == RegistryFault.Damage)
        {
            return null;
        }
    }

    internal Task<bool> AddReferrerAsync(Digest subject, Descriptor referrer, CancellationToken cancellationToken) =>
        _index.ChangeAsync(async index =>
        {
            var known = await ReferrersAsync(index, subject, cancellationToken);
            if (known.Any(other => other.Digest == referrer.Digest))
                return (index, false);
            var list = await _blobs.WriteAsync(MediaTypes.ImageIndex, new ManifestList(known.Add(referrer)).ToBytes(), cancellationToken);
            return (index.With(ReferrersTag.Of(subject), list), true);
        }, cancellationToken);

    private async Task<ImmutableArray<Descriptor>> ReferrersAsync(LayoutIndex index, Digest subject, CancellationToken cancellationToken)
    {
        if (index.Find(ReferrersTag.Of(subject)) is not { } entry)
            return [];
        var bytes = await _blobs.ReadDocumentAsync(entry.Descriptor, cancellationToken);
        return ManifestList.Parse(bytes, _blobs.PathOf(entry.Descriptor.Digest)).Manifests;
    }
}
